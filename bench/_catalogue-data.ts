/** 10,000 projects and 200,000 items with their texts, offers, consents and publications, made by a few large statements. All invented. */
import type pg from 'pg';

export interface Made {
  readonly projects: number;
  readonly items: number;
  readonly versions: number;
  readonly publications: number;
  readonly seconds: number;
}

const FIELDS =
  'array tensor graph matrix sparse dense parser compiler runtime scheduler cluster kernel driver protocol network packet browser editor terminal notebook kernel widget plot chart map image audio video signal filter solver optimiser simulation molecule protein genome galaxy climate ocean weather sensor robot camera payment invoice ledger library archive catalogue index search query database migration backup replication cache storage filesystem container registry package installer wheel binding wrapper interface module plugin template theme font layout grid table form dialog menu toolbar keyboard screen reader contrast translation locale calendar timezone currency';
const ACTIONS =
  'support replace rewrite document test review release maintain triage port speed simplify unify extend repair secure audit translate teach mentor coordinate publish measure profile package automate';
const QUALITIES =
  'faster smaller safer clearer older newer stable sparse distributed parallel portable accessible reproducible typed lazy streaming incremental persistent optional shared public private common rare large small';
const GROUPS =
  'users maintainers newcomers students teachers researchers packagers translators hospitals libraries laboratories companies volunteers';

/** Levels, kinds of work and skills as the vocabulary has them. */
export interface Lists {
  readonly workTypes: readonly string[];
  readonly skills: readonly string[];
}

const BATCH = 5_000;
const COMMON = 100;
const RARE = 4_800;
const LEVELS = ['scope', 'pitch', 'pitch', 'pitch', 'technical', 'technical', 'wish list'];
const SYLLABLES = [
  'ba',
  'de',
  'ki',
  'lo',
  'mu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
  'phan',
  'chir',
  'stat',
  'trem',
  'glor',
  'ix',
  'and',
  'ern',
];

/** The words of the invented texts: common ones first, then thousands of rare ones, as names and terms are. */
export function catalogueWords(): readonly string[] {
  const common = [...new Set([FIELDS, ACTIONS, QUALITIES, GROUPS].flatMap((list) => list.split(' ')))];
  const rare = SYLLABLES.flatMap((a) => SYLLABLES.flatMap((b) => SYLLABLES.map((c) => `${a}${b}${c}`)));
  // Not in the order of the alphabet: words that begin alike are rare or common by chance.
  const mixed = rare
    .map((word, at) => [(at * 2_654_435_761) % 4_294_967_296, word] as const)
    .toSorted(([x], [y]) => x - y);
  return [
    ...common,
    ...mixed
      .map(([, word]) => word)
      .filter((word) => !common.includes(word))
      .slice(0, RARE),
  ];
}

/** The same texts in every run. */
function invention() {
  const bank = catalogueWords();
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  // As words fall in any language (Zipf, Mandelbrot): the commonest in one text of four, the hundredth in one of
  // eight, the thousandth in one of forty.
  const spread = Math.log((bank.length + COMMON) / COMMON);
  const word = () => bank[Math.floor(COMMON * Math.exp(random() * spread) - COMMON)]!;
  return {
    random,
    text: (count: number) => Array.from({ length: count }, word).join(' '),
    some: (list: readonly string[], count: number, lean: number) =>
      [...new Set(Array.from({ length: count }, () => list[Math.floor(random() ** lean * list.length)]!))].join(' '),
  };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** For unnest: a list for each column. */
function columns(length: number, makers: readonly ((n: number) => string | number)[]): (string | number)[][] {
  const made = makers.map((): (string | number)[] => []);
  for (let n = 1; n <= length; n++) for (const [at, make] of makers.entries()) made[at]!.push(make(n));
  return made;
}

export async function makeCatalogue(owner: pg.Client, lists: Lists, now: Date, scale = 1): Promise<Made> {
  const began = performance.now();
  const projects = Math.round(10_000 * scale);
  const items = Math.round(200_000 * scale);
  const say = (what: string) => console.log(`  ${((performance.now() - began) / 1000).toFixed(0)} s  ${what}`);
  const { text, some, random } = invention();
  // Triggers guard single acts; what the catalogue asks of them is written by these statements. Left out is what it never asks: the steps
  // in the life of each item and the delegates of each council, so `commonwork check` finds fault with those.
  const guarded = [
    'roadmap_item_text', 'roadmap_item_transition', 'offer_version', 'consent', 'consent_withdrawal', 'consent_objection', 'offer_publication',
  ]; // prettier-ignore
  await owner.query('begin');
  try {
    await owner.query(`set local synchronous_commit = off`);
    for (const table of guarded) await owner.query(`alter table ${table} disable trigger user`);
    await owner.query(
      `insert into project (id, slug, name, name_key, summary, licence, label, example, added_at)
       select gen_random_uuid(), 'bench-' || n, name, lower(name), summary, 'BSD-3-Clause',
              case when n % 7 = 0 then 'Wish list' else 'Roadmap' end, true, $1
         from unnest($2::int[], $3::text[], $4::text[]) made (n, name, summary)`,
      [now, ...columns(projects, [(n) => n, (n) => `${sentence(text(1))} ${n}`, () => `${sentence(text(8))}.`])],
    );
    await owner.query(
      `create unlogged table bench_project as
       select id, slug, name, row_number() over (order by slug)::int as n from project where slug like 'bench-%'`,
    );
    await owner.query(`create unique index on bench_project (n)`);
    await owner.query(
      `insert into speaker_entry (id, project, kind, body, matters, source, valid_from, entered_at)
       select gen_random_uuid(), id, 'body', name || ' council', array['offers'], 'https://example.org/governance',
              $1::timestamptz::date - 900, $1 from bench_project`,
      [now],
    );
    await owner.query(
      `insert into speaker_confirmation (entry, place, at)
       select entry.id, 'the list', entered_at from speaker_entry entry join bench_project project on project.id = entry.project`,
    );
    say(`${projects} projects`);

    // Of twenty: 6.6 published, one withdrawn, two asked about and not published, the others never offered.
    await owner.query(
      `create unlogged table bench_item (n int, id uuid default gen_random_uuid(), text uuid default gen_random_uuid(),
         version uuid default gen_random_uuid(), consent uuid default gen_random_uuid(), request uuid default gen_random_uuid(),
         letter uuid default gen_random_uuid(), notice uuid default gen_random_uuid(), publication uuid default gen_random_uuid(),
         project uuid, project_name text, project_slug text, number int, fate text, level text, idle text, at timestamptz,
         title text, summary text, need text, why text, work_types text[], skills text[], low int, yearly boolean)`,
    );
    for (let from = 1; from <= items; from += BATCH) {
      await owner.query(
        `insert into bench_item (n, project, project_name, project_slug, number, fate, level, idle, at, title, summary, need, why,
           work_types, skills, low, yearly)
         select made.n, project.id, project.name, project.slug, 1 + made.n / $2,
                case when made.n % 20 < 6 or (made.n % 20 = 6 and made.n % 100 < 60) then 'published' when made.n % 20 = 7 then 'withdrawn'
                     when made.n % 20 in (8, 9) then 'asked' else 'never' end,
                level, (array['draft','proposed','declined','opted_out','retired'])[1 + made.n % 5],
                $1::timestamptz - make_interval(hours => age), title, made.summary, need, why,
                string_to_array(work_types, ' '), string_to_array(skills, ' '), low, made.n % 6 = 0
           from unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int[])
             made (n, age, level, title, summary, need, why, work_types, skills, low)
           join bench_project project on project.n = 1 + (made.n * 7919::bigint) % $2`,
        [
          now,
          projects,
          ...columns(Math.min(BATCH, items - from + 1), [
            (n) => from + n - 1,
            () => 50 + Math.floor(random() * 9000),
            () => LEVELS[Math.floor(random() * LEVELS.length)]!,
            () => sentence(text(4)),
            () => `${sentence(text(14))}.`,
            () => `${sentence(text(60))}.`,
            () => `${sentence(text(40))}.`,
            (n) => some(lists.workTypes, 1 + (n % 3), 1),
            (n) => some(lists.skills, 1 + (n % 2), 2),
            () => 50 + Math.floor(random() ** 2 * 3000),
          ]),
        ],
      );
    }
    await owner.query(`analyze bench_item`);
    say(`${items} texts thought up`);
    await owner.query(
      `insert into roadmap_item (id, project, number, level, no_parent_because, provenance, state, text, added_at)
       select id, project, number, level, 'none', 'written',
              case fate when 'published' then 'offered' when 'withdrawn' then 'approved' when 'asked' then 'approved' else idle end, null, at
         from bench_item`,
    );
    await owner.query(
      `insert into roadmap_item_text (id, item, number, title, body, digest, at)
       select text, id, 1, title, body, sha256(convert_to(concat_ws(E'\\n', 'commonwork item text 1', title, body), 'UTF8')), at
         from bench_item cross join lateral (
           select json_build_object('summary', summary, 'goal', need, 'rationale', why, 'volunteerImpact', 'Reviews are paid.', 'conditions', '[]'::json)::text as body) made`,
    );
    await owner.query(
      `update roadmap_item set text = bench_item.text from bench_item where bench_item.id = roadmap_item.id`,
    );
    say('items and their wordings');
    await owner.query(
      `insert into offer_version (id, item, project, number, text, content, digest, slug, title, level, work_types, skills, effort_low,
         effort_likely, effort_high, yearly, search, fuzzy, made_at)
       select version, id, project, 1, text, content, sha256(convert_to(content, 'UTF8')), project_slug || '-' || n, title, level, work_types, skills,
              low, low + low / 2, low * 2, yearly,
              setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary || ' ' || project_name), 'B')
                || setweight(to_tsvector('english', need || ' ' || why), 'C'),
              lower(title || ' ' || summary || ' ' || project_name), at
         from bench_item cross join lateral (
           select json_build_object('format', 1,
             'project', json_build_object('slug', project_slug, 'name', project_name, 'example', true, 'note', null, 'label', 'Roadmap', 'logo', null,
               'trademark', 'The name belongs to the project.', 'coverage', 'People who know the project could take part in the work.'),
             'title', title, 'summary', summary, 'level', level, 'need', need, 'why', why,
             'beneficiaries', json_build_array(json_build_object('who', 'Users', 'gain', summary)), 'asked', '[]'::json,
             'decides', json_build_object('words', 'By consensus on the list.', 'url', null), 'discussed', '[]'::json, 'source', null,
             'workTypes', work_types, 'skills', skills, 'doneWhen', '[]'::json, 'cadence', 'quarterly', 'healthEffect', '',
             'volunteerImpact', 'Reviews are paid.', 'reviewTime', '',
             'estimate', json_build_object('currency', 'USD', 'priceDate', '2026-10-01', 'hoursInYear', 1840, 'rates', 'likely',
               'once', case when yearly then null else part end, 'yearly', case when yearly then part end),
             'notPromised', json_build_array('That a change is merged, released or kept.'), 'standing', 'A plan without dates.')::text as content
           from (select json_build_object('effort', json_build_object('low', (low / 1000.0)::numeric(9,3)::text, 'likely', ((low + low / 2) / 1000.0)::numeric(9,3)::text, 'high', (low * 2 / 1000.0)::numeric(9,3)::text),
             'legs', '[]'::json, 'together', json_build_object('low', (low * 150)::text || '.00', 'likely', (low * 225)::text || '.00', 'high', (low * 300)::text || '.00')) as part) priced) made
        where fate <> 'never'`,
    );
    say('versions of offers');
    await owner.query(
      `insert into consent_letter (id, project, at) select letter, project, at from bench_item where fate <> 'never'`,
    );
    await owner.query(
      `insert into consent_request (id, letter, position, offer, project, uses, window_days, zone, at)
       select request, letter, 1, version, project, array['catalogue','brochure'], 0, 'UTC', at from bench_item where fate <> 'never'`,
    );
    // One yes in fifty has run out.
    await owner.query(
      `insert into consent (id, request, offer, project, digest, answer, uses, standing, at, effective_from, valid_until, by_link, hat)
       select consent, request, version, bench_item.project, offer_version.digest, 'approved', array['catalogue','brochure'], entry.id, bench_item.at,
              bench_item.at, case when n % 50 = 11 then $1::timestamptz - interval '1 day' else $1::timestamptz + interval '300 days' end, gen_random_uuid(), 'representative'
         from bench_item join offer_version on offer_version.id = version join speaker_entry entry on entry.project = bench_item.project
        where fate <> 'never' and bench_item.at < $1::timestamptz - interval '2 days'`,
      [now],
    );
    await owner.query(
      `insert into inclusion_notice (id, project, item, channel, told, at) select notice, project, id, 'mail', 'the list', at from bench_item where fate <> 'never'`,
    );
    await owner.query(`alter table offer_publication enable trigger in_catalogue`);
    // Its text index is filled at once and not word by word.
    await owner.query(`drop index catalogue_text_search`);
    await owner.query(
      `insert into offer_publication (id, item, offer, consent, notice, at, ended_at, ended_because)
       select publication, bench_item.id, version, bench_item.consent, notice, bench_item.at + interval '1 hour', case when fate = 'withdrawn' then $1::timestamptz end,
              case when fate = 'withdrawn' then 'the project withdrew its consent' end
         from bench_item join consent on consent.id = bench_item.consent where fate in ('published', 'withdrawn')`,
      [now],
    );
    await owner.query(
      `create index catalogue_text_search on catalogue_text using gin (search) with (fastupdate = off)`,
    );
    await owner.query(
      `insert into consent_withdrawal (consent, at) select consent.id, $1 from bench_item join consent on consent.id = bench_item.consent where fate = 'withdrawn'`,
      [now],
    );
    await owner.query(
      `insert into consent_objection (id, consent, reason, at, hat) select gen_random_uuid(), consent.id, 'Not yet.', $1, 'representative'
         from bench_item join consent on consent.id = bench_item.consent where fate = 'published' and n % 300 = 3`,
      [now],
    );
    await owner.query(
      `insert into project_opt_out (id, project, reason, reason_private, standing, at)
       select gen_random_uuid(), bench_project.id, 'It implies a promise.', true, entry.id, $1
         from bench_project join speaker_entry entry on entry.project = bench_project.id where n % 50 = 0`,
      [now],
    );
    await owner.query(
      `insert into project_archival (id, project, reason, at) select gen_random_uuid(), id, 'Ended.', $1 from bench_project where n % 100 = 7`,
      [now],
    );
    say('consents, publications, withdrawals, objections, projects left out');
    for (const table of guarded) await owner.query(`alter table ${table} enable trigger user`);
    const { rows } = await owner.query(
      `select (select count(*)::int from offer_version) as versions, (select count(*)::int from offer_publication) as publications`,
    );
    await owner.query('drop table bench_project, bench_item');
    await owner.query('commit');
    await owner.query('vacuum analyze');
    say('done');
    return { projects, items, ...rows[0], seconds: (performance.now() - began) / 1000 };
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
