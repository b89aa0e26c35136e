import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { handles, installJobs, jobKind, queueJobs, startWorker } from './index.ts';

const { db, appUrl, ownerUrl } = await testDatabase();
const greeting = jobKind<{ readonly name: string }>('test-greeting');
await installJobs(ownerUrl, [greeting.name]);

async function greeted(names: string[], wanted: number): Promise<readonly string[]> {
  const worker = await startWorker({
    url: appUrl,
    handlers: [handles(greeting, 2, async ({ name }) => void names.push(name))],
    onError: (error) => names.push(`error: ${String(error)}`),
  });
  for (let tries = 0; tries < 100 && names.length < wanted; tries++) await wait(50);
  await wait(300);
  await worker.stop();
  return names.toSorted();
}

describe('jobs', () => {
  test('a job queued in a transaction that commits is run, one in a transaction that fails is not', async () => {
    await db.tx((tx) => queueJobs(tx, greeting, [{ key: 'ada', payload: { name: 'Ada' } }]));
    await db
      .tx(async (tx) => {
        await queueJobs(tx, greeting, [{ key: 'nobody', payload: { name: 'Nobody' } }]);
        throw new Error('changed my mind');
      })
      .catch(() => {});
    expect(await greeted([], 1)).toEqual(['Ada']);
  });

  test('a job with the key of one that still waits is not queued again', async () => {
    for (const name of ['Bea', 'Bea again'])
      await db.tx((tx) => queueJobs(tx, greeting, [{ key: 'bea', payload: { name } }]));
    expect(await greeted([], 1)).toEqual(['Bea']);
  });

  test('installing twice changes nothing and loses nothing', async () => {
    await db.tx((tx) => queueJobs(tx, greeting, [{ key: 'cy', payload: { name: 'Cy' } }]));
    await installJobs(ownerUrl, [greeting.name]);
    expect(await greeted([], 1)).toEqual(['Cy']);
  });
});
