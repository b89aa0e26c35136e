/** The OpenAPI 3.1 description of `/api/v1`, made from the very schemas that parse and answer. */
import { z } from 'zod';
import { ROLE_NAMES } from '../kernel/actor.ts';
import type { ApiRoute } from '../outside/http/route.ts';

type Json = Readonly<Record<string, unknown>>;

const ERROR: Json = {
  description: 'No, and why',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message', 'because'],
            properties: {
              code: { type: 'string' },
              message: { type: 'string', description: 'A sentence for people' },
              because: { type: 'object', description: 'The facts behind it; for 422 the complaint about each field' },
            },
          },
        },
      },
    },
  },
};

export function describeApi(routes: readonly ApiRoute[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const schemas: Record<string, unknown> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: liftNamed(describeOperation(route), schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Commonwork',
      version: '1',
      description: 'Community work orders: surveys of roadmaps, and what follows from them.',
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'cw_ and 43 characters',
          description: 'A token from your account page; with the scope "read" it opens GET only.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'the session cookie of the site' },
      },
    },
  };
}

/** A schema with a name stands once, where every reader of such documents looks for it; zod puts it beside each use. */
function liftNamed(operation: Json, schemas: Record<string, unknown>): Json {
  return JSON.parse(JSON.stringify(operation), (key, value: unknown) => {
    if (typeof value !== 'object' || value === null) {
      return key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : value;
    }
    if (!('$defs' in value)) return value;
    const { $defs, ...rest } = value;
    Object.assign(schemas, $defs);
    return rest;
  }) as Json;
}

function describeOperation(route: ApiRoute): Json {
  const isPublic = route.permission.roles.includes('PUB');
  const roles = route.permission.roles.map((role) => ROLE_NAMES[role]).join(', ');
  const bound = route.permission.ownProject.map((role) => ROLE_NAMES[role]).join(', ');
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: isPublic
      ? 'For everyone.'
      : `For: ${roles}.${bound === '' ? '' : ` For their own project: ${bound}.`}`,
    // Nothing is needed where everybody may; whoever is known may be shown more.
    security: [...(isPublic ? [{}] : []), ...(route.sessionOnly === true ? [] : [{ token: [] }]), { session: [] }],
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: !route.body.safeParse({}).success,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.response, 'output') } } },
      '4XX': ERROR,
    },
  };
}

function pathParameters(route: ApiRoute): Json[] {
  return [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(route: ApiRoute): Json[] {
  if (route.query === undefined) return [];
  const schema = schemaOf(route.query, 'input');
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : [];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Record<
    string,
    unknown
  >;
  return rest;
}
