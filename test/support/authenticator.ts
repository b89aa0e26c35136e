/** An authenticator in software: answers WebAuthn's questions as a browser would pass them on, honestly or not. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Answering {
  readonly origin: string;
  readonly challenge: string;
  /** The site's own name unless said. */
  readonly site?: string;
  readonly counter?: number;
  /** Of the account; what was given when the passkey was made unless said. */
  readonly account?: string;
  readonly isCopied?: boolean;
  /** Signs with another key. */
  readonly forged?: boolean;
}

export interface SoftPasskey {
  readonly id: string;
  /** The answer to a question for a new passkey, as JSON. */
  made(options: Answering & { readonly attestation?: 'none' | 'packed-with-certificate' }): string;
  /** The answer to a question for this passkey, as JSON. */
  used(options: Answering): string;
}

/** ES256, discoverable, for the account whose id is given. */
export function softPasskey(account: string): SoftPasskey {
  const id = randomBytes(32);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const handle = Buffer.from(account.replaceAll('-', ''), 'hex').toString('base64url');
  return {
    id: id.toString('base64url'),
    made({ attestation = 'none', ...options }) {
      const authData = Buffer.concat([head(options, 0x40), attested(id, publicKey)]);
      const statement =
        attestation === 'none'
          ? { fmt: 'none', attStmt: {} }
          : { fmt: 'packed', attStmt: { alg: -7, sig: Buffer.alloc(70), x5c: [Buffer.alloc(300)] } };
      const response = {
        clientDataJSON: clientData('webauthn.create', options).toString('base64url'),
        attestationObject: cbor({ ...statement, authData }).toString('base64url'),
        transports: ['internal', 'hybrid', 'made up'],
      };
      return answer(id, response);
    },
    used(options) {
      const authData = head(options, 0);
      const client = clientData('webauthn.get', options);
      const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
      const key: KeyObject = options.forged === true ? stranger : privateKey;
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, key).toString('base64url'),
        userHandle: options.account ?? handle,
      };
      return answer(id, response);
    },
  };
}

function answer(id: Buffer, response: object): string {
  const name = id.toString('base64url');
  return JSON.stringify({ id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response });
}

function clientData(type: string, { challenge, origin }: Answering): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** Site, flags (present, verified, may be backed up, is), counter. */
function head({ origin, site, counter = 0, isCopied = false }: Answering, more: number): Buffer {
  const flags = Buffer.from([0x01 | 0x04 | (isCopied ? 0x18 : 0) | more]);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const name = site ?? new URL(origin).hostname;
  return Buffer.concat([createHash('sha256').update(name).digest(), flags, count]);
}

function attested(id: Buffer, publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const key = new Map<number, number | Buffer>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
  return Buffer.concat([Buffer.alloc(16), length, id, cbor(key)]);
}

type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number, Cbor> | { readonly [key: string]: Cbor };

/** As much of CBOR as an authenticator speaks. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? initial(1, -1 - value) : initial(0, value);
  if (typeof value === 'string') return Buffer.concat([initial(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([initial(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([initial(4, value.length), ...value.map((one: Cbor) => cbor(one))]);
  const entries: (readonly [number | string, Cbor])[] =
    value instanceof Map ? [...value] : Object.entries(value as Readonly<Record<string, Cbor>>);
  return Buffer.concat([initial(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function initial(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 0xff]);
}
