import { expect, test } from 'vitest';
import type { ProjectId } from '../../../kernel/ids.ts';
import type { Question, SaidAnswer } from '../compare-rules.ts';
import { readChangeQuery, shownChanges, type ChangeRow, type SideOfChange } from './compare-table.ts';

function answer(value: string, reason = ''): SideOfChange {
  return { kind: 'said', answer: { value, corrected: false, reason, source: null } satisfies SaidAnswer<string> };
}

function row(name: string, question: Question, from: SideOfChange, to: SideOfChange): ChangeRow {
  return { project: name as ProjectId, name, example: true, question, from, to };
}

const ROWS = [
  row('Avocet', 'verdict', answer('none'), answer('good', 'It names releases.')),
  row('Avocet', 'ci', answer('no'), answer('yes')),
  row('Bittern', 'verdict', answer('good'), answer('outdated')),
  row('Crane', 'verdict', { kind: 'absent' }, answer('none')),
  row('Dunlin', 'verdict', answer('good'), { kind: 'unread' }),
];

function shown(query: string): readonly string[] {
  return shownChanges(ROWS, readChangeQuery(new URLSearchParams(query))).rows.map(
    ({ name, question }) => `${name} ${question}`,
  );
}

test.each([
  ['', ['Avocet verdict', 'Avocet ci', 'Bittern verdict', 'Crane verdict', 'Dunlin verdict']],
  ['question=ci', ['Avocet ci']],
  ['was=good', ['Bittern verdict', 'Dunlin verdict']],
  ['was=good&became=outdated', ['Bittern verdict']],
  ['was=absent', ['Crane verdict']],
  ['became=unread', ['Dunlin verdict']],
  ['text=NAMES+releases', ['Avocet verdict']],
  ['question=everything', []],
  ['sort=question', ['Avocet verdict', 'Bittern verdict', 'Crane verdict', 'Dunlin verdict', 'Avocet ci']],
  ['descending=1&was=good', ['Dunlin verdict', 'Bittern verdict']],
])('the address “%s” shows the rows it asks for', (query, expected) => {
  expect(shown(query)).toEqual(expected);
});

test('long lists come in pages, and a page that is not there is the last one', () => {
  const rows = Array.from({ length: 120 }, (_, at) => row(`P${at}`, 'verdict', answer('none'), answer('good')));
  const page = (query: string) => shownChanges(rows, readChangeQuery(new URLSearchParams(query)));
  expect(page('page=2')).toMatchObject({ from: 51, to: 100, total: 120, page: 2 });
  expect(page('page=900')).toMatchObject({ from: 101, to: 120, page: 3 });
  expect(page('page=-1')).toMatchObject({ from: 1, page: 1 });
  expect(shownChanges([], readChangeQuery(new URLSearchParams()))).toMatchObject({ from: 0, to: 0, total: 0 });
});
