/** A brochure as its page, the preview beside the composer and the inclusion page show it: one component, made of one content. */
import type { VNode } from 'preact';
import {
  Bullets,
  Code,
  DateText,
  Example,
  Link,
  SheetFrame,
  urls,
  type SheetColumnProps,
  type SheetItemProps,
} from '../../../look/index.ts';
import { showCode, type Gone, type Sheet, type SheetColumn, type SheetItem } from '../sheet.ts';
import type { Purpose } from '../types.ts';

const LAYOUTS = {
  'support-a-talk': 'talk',
  'raise-interest': 'interest',
  'show-breadth': 'breadth',
} as const satisfies Record<Purpose, string>;

export function BrochureSheet({ sheet, headLevel }: { readonly sheet: Sheet; readonly headLevel: 1 | 2 }): VNode {
  const { workspace, published } = sheet;
  const from = (
    <>
      {workspace.name}
      <Example when={workspace.example} />
    </>
  );
  return (
    <SheetFrame
      layout={LAYOUTS[sheet.purpose]}
      headLevel={headLevel}
      title={sheet.title}
      audience={sheet.audience}
      intro={sheet.intro}
      from={from}
      standing={sheet.standing}
      columns={sheet.columns.map((column) => columnProps(column, sheet.purpose))}
      isPreview={published === null}
      empty={<p class="quiet">Projects and their items will stand here.</p>}
      foot={<Foot sheet={sheet} headLevel={headLevel} />}
    />
  );
}

function columnProps({ project, logo, gone, items }: SheetColumn, purpose: Purpose): SheetColumnProps {
  return {
    key: project.id,
    name: project.name,
    example: project.example,
    label: project.label,
    logo,
    note: project.note,
    summary: project.summary,
    coverage: project.coverage,
    trademark: project.trademark,
    gone: gone === null ? null : <GoneWords gone={gone} />,
    items: items.map((item) => itemProps(item, purpose)),
  };
}

function itemProps(item: SheetItem, purpose: Purpose): SheetItemProps {
  if (item.kind === 'gone') return { key: item.item, gone: <GoneWords gone={item.gone} /> };
  const title = item.address === null ? item.title : <Link to={urls.offer({ offer: item.address })}>{item.title}</Link>;
  return {
    key: item.item,
    title,
    pitch: item.pitch,
    facts: [
      ...(item.beneficiaries === null || purpose === 'show-breadth'
        ? []
        : [{ label: 'Who benefits', value: item.beneficiaries }]),
      ...(item.effort.length === 0 ? [] : [{ label: 'Effort', value: <b>{item.effort.join('; ')}</b> }]),
      { label: `Estimate, ${item.currency}`, value: <b>{item.sums.join('; ')}</b> },
      { label: 'Agreed', value: `by ${item.consent.hat} on ${item.consent.on}, version ${item.consent.number}` },
    ],
  };
}

/** "Withdrawn by the project on 3 June 2026." Nothing of what was said there. */
export function GoneWords({ gone }: { readonly gone: Gone }): VNode {
  return (
    <>
      <b>{gone.words}</b>
      {gone.since !== null && (
        <>
          {' '}
          on <DateText at={gone.since} long />
        </>
      )}
      .
    </>
  );
}

function Foot({ sheet, headLevel }: { readonly sheet: Sheet; readonly headLevel: 1 | 2 }): VNode {
  const Head = headLevel === 1 ? 'h2' : 'h3';
  const { published } = sheet;
  return (
    <>
      <div>
        <Head>What is not promised</Head>
        <Bullets items={sheet.notPromised} />
      </div>
      <div>
        <Head>What it rests on</Head>
        <p>
          Every item stands here with the consent of its project to these very words. A project may take its word back
          at any time; the item then goes from this page at once.
        </p>
        {published === null ? (
          <p class="quiet">A preview, not to be passed on.</p>
        ) : (
          <p>
            Edition {published.number} of <DateText at={published.on} long />, code{' '}
            <Code>{showCode(published.code)}</Code>.{' '}
            <Link to={urls.verifyCode({ code: published.code })}>Check whether a copy still stands</Link>
          </p>
        )}
      </div>
    </>
  );
}
