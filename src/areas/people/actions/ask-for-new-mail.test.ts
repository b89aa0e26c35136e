import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW, type TestPerson } from '../../../../test/support/people.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { findPerson } from '../store/persons.ts';
import { askForNewMail } from './ask-for-new-mail.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });

async function ask(who: TestPerson, mail: string, now = NOW) {
  const input = { mail, sessionToken: who.token, baseUrl: BASE_URL };
  return codeOf(await db.tx((tx) => askForNewMail(tx, who.actor, input, now)));
}

async function lettersTo(mail: string) {
  return (await db.read((tx) => listOutbox(tx, 1000))).filter((letter) => letter.recipient === mail);
}

test('a link goes to the new address, and nothing else changes', async () => {
  expect(await ask(ana, 'ana@new.example')).toBe(null);
  const [letter] = await lettersTo('ana@new.example');
  expect(letter?.link).toMatch(/\/new-mail\/[\w-]{43}$/);
  expect((await db.read((tx) => findPerson(tx, ana.person)))?.mail).toBe(ana.mail);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: ana.person }));
  expect(event?.kind).toBe('new-mail.asked');
  expect(JSON.stringify(event)).not.toContain('new.example');
});

test('somebody else’s address is answered alike; its reader is told, and gets no link', async () => {
  expect(await ask(ana, admin.mail)).toBe(null);
  const letters = (await lettersTo(admin.mail)).filter((letter) => letter.subject.includes('has an account'));
  expect(letters).toMatchObject([{ link: null }]);
});

test('without fresh proof, or to the same address, none goes out; and five a day are enough', async () => {
  expect(await ask(ana, 'x@new.example', addMinutes(NOW, 10))).toBe('proof-needed');
  expect(await ask(ana, ana.mail)).toBe('same-mail');
  const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
  for (let n = 1; n <= 5; n++) expect(await ask(bea, `bea${n}@new.example`)).toBe(null);
  expect(await ask(bea, 'bea6@new.example')).toBe('too-many-new-mails');
  const { rows } = await asAdmin(adminUrl, (client) =>
    client.query('select count(mail)::int as kept, count(*)::int as asked from mail_change where person = $1', [
      bea.person,
    ]),
  );
  expect(rows).toEqual([{ kept: 1, asked: 5 }]); // an address that was not taken is not kept
  const cleo = await addPerson(db, admin, { name: 'Cleo Example', role: 'ENG' }, addDays(NOW, 2));
  expect(await ask(cleo, 'cleo@new.example', addDays(NOW, 2))).toBe(null);
});

test('another way of writing one’s own address is a change like any other', async () => {
  expect(await ask(ana, ana.mail.toUpperCase())).toBe(null);
});
