/** Where a project takes gifts, as its own files say it. A gift goes past us. */
import type { VNode } from 'preact';
import { Bullets, EvidenceLink, ExternalLink, Fine, Link, Note, Section, urls } from '../../../look/index.ts';
import type { Gift } from '../funding-types.ts';

export function Gifts({
  gifts,
  project,
  maySet,
  hasOffers,
}: {
  readonly gifts: readonly Gift[];
  readonly project: string;
  readonly maySet: boolean;
  readonly hasOffers: boolean;
}): VNode | null {
  if (gifts.length === 0 && !maySet) return null;
  return (
    <Section
      head="Where the project takes gifts"
      note="As its own files say. A gift goes to the project by its own way and not through us."
      id="gifts"
    >
      {gifts.length === 0 ? (
        <Note>Nothing was found in its repositories.</Note>
      ) : (
        <Bullets
          items={gifts.map(({ words, source, links }) => (
            <>
              {links.length === 0
                ? words
                : links.map(({ name, handle, url }, at) => (
                    <>
                      {at > 0 && ', '}
                      <ExternalLink href={url}>{`${name}: ${handle}`}</ExternalLink>
                    </>
                  ))}{' '}
              {source !== null && <EvidenceLink {...source} />}
            </>
          ))}
        />
      )}
      {(hasOffers || maySet) && (
        <Fine>
          {hasOffers && (
            <>
              For directories: <Link to={urls.projectFunding({ project })}>funding.json</Link>.{' '}
            </>
          )}
          {maySet && <Link to={urls.projectManifest({ project })}>Say who asks for funds</Link>}
        </Fine>
      )}
    </Section>
  );
}
