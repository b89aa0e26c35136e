import type { VNode } from 'preact';
import { DateText, Entries, Link, Section, urls } from '../../../look/index.ts';
import type { PublicBrochure } from '../types.ts';

/** On a project's page: the public brochures in which it stands. Nothing where there are none. */
export function ProjectBrochures({ brochures }: { readonly brochures: readonly PublicBrochure[] }): VNode | null {
  if (brochures.length === 0) return null;
  return (
    <Section head="In brochures" note="With the project’s consent, word for word." id="brochures">
      <Entries
        items={brochures.map(({ slug, title, audience, at }) => ({
          when: <DateText at={at} />,
          title: (
            <Link serif to={urls.brochure({ brochure: slug })}>
              {title}
            </Link>
          ),
          ...(audience === null ? {} : { text: audience }),
        }))}
      />
    </Section>
  );
}
