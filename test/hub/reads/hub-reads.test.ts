import { afterEach, expect, test, vi } from 'vitest';
import { HubReads } from '../../../src/hub/server/reads/hub-reads.ts';
import type { HubSettings } from '../../../src/hub/server/settings.ts';
import type { UserRow } from '../../../src/hub/server/store/user-store.ts';
import { addTestCampus, type TestCampus } from '../support/test-campus.ts';
import {
  type Browser,
  signedInAdmin,
  signedInFaculty,
  startTestHub,
  type TestHub,
} from '../support/test-hub.ts';

/** As much of an account as reads look at. */
const ADMIN = { role: 'admin', personId: null } as UserRow;

const hubs: TestHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.stop();
});

async function campusWith(
  settings: Partial<HubSettings>,
): Promise<{ test: TestHub; campus: TestCampus; browser: Browser }> {
  const running = await startTestHub(settings);
  hubs.push(running);
  const campus = addTestCampus(running.hub.parts);
  return { test: running, campus, browser: await signedInAdmin(running.hub) };
}

// Reports used to be made where kiosks are answered, and a large one held every door of the campus up for a second.
test('a thread answers every read as the hub itself would', async () => {
  const { test: running, campus } = await campusWith({ readThreads: 1 });
  const { parts } = running.hub;
  openFriday(running, campus);
  const here = new HubReads({ ...parts, threads: 0 });
  const { section, students, friday } = campus;
  const user = ADMIN;
  const search = { search: 'a', role: undefined, offset: 0, limit: 20 };
  const asked = [
    ['sections', { user }],
    ['section', { user, id: section }],
    ['people', { user, search }],
    ['person', { user, id: students.ana }],
    ['registerCsv', { user, id: friday.sessionId }],
  ] as const;
  for (const [name, given] of asked) {
    expect(await parts.reads.ask(name, given as never)).toEqual(await here.ask(name, given as never));
  }
  expect(parts.reads.threads).toBe(1);
});

test('a thread sees what was stored the moment before', async () => {
  const { test: running, campus, browser } = await campusWith({ readThreads: 1 });
  const stateOf = async () => {
    const { body } = await browser.get(`/api/v1/sessions?date=2026-11-20`);
    return (body as { sessions: { state: string }[] }).sessions[0]?.state;
  };
  expect(await stateOf()).not.toBe('OPEN');
  openFriday(running, campus);
  expect(await stateOf()).toBe('OPEN');
});

test('a refusal comes through as what it is', async () => {
  const { test: running, campus } = await campusWith({ readThreads: 1 });
  const otto = await signedInFaculty(running.hub, campus.otto, 'otto');
  expect((await otto.get(`/api/v1/sections/${campus.section}`)).status).toBe(404);
  expect((await otto.get(`/api/v1/people/${campus.students.ana}`)).status).toBe(403);
});

test('threads begin when they are needed, and end when nobody asks', async () => {
  const { test: running } = await campusWith({});
  const reads = new HubReads({ ...running.hub.parts, threads: 2, idleMs: 50 });
  expect(reads.threads).toBe(0);
  const asked = [1, 2, 3].map(() => reads.ask('sections', { user: ADMIN }));
  expect(reads.threads).toBe(2);
  expect(await Promise.all(asked)).toHaveLength(3);
  await vi.waitFor(() => expect(reads.threads).toBe(0), { timeout: 10_000 });
});

test('whoever waits for a thread that ends is told, and the next one gets a new thread', async () => {
  const { test: running } = await campusWith({});
  const reads = new HubReads({ ...running.hub.parts, threads: 1 });
  const asked = reads.ask('sections', { user: ADMIN });
  const told = expect(asked).rejects.toThrow(/ended/);
  await reads.close();
  await told;
  expect(await reads.ask('sections', { user: ADMIN })).toHaveLength(1);
  await reads.close();
});

test('what can’t be copied to a thread is refused at once, and the thread goes on', async () => {
  const { test: running } = await campusWith({});
  const reads = new HubReads({ ...running.hub.parts, threads: 1 });
  await expect(reads.ask('section', { user: ADMIN, id: (() => '') as never })).rejects.toThrow(/clone/);
  expect(await reads.ask('sections', { user: ADMIN })).toHaveLength(1);
  await reads.close();
});

test('a thread can read and not write', async () => {
  const { test: running } = await campusWith({});
  const { openReadParts } = await import('../../../src/hub/server/reads/open-read-parts.ts');
  const { hub } = running;
  const { partsAt } = openReadParts(hub.parts.db.sqlite.name);
  const { db } = partsAt(hub.parts.clock.now());
  expect(db.dataVersion()).toBe(hub.parts.db.dataVersion());
  expect(() => db.setState('starts', '9')).toThrow(/readonly/);
  db.close();
});

function openFriday({ hub }: TestHub, { friday, mara }: TestCampus): void {
  hub.parts.ledger.append('opening-started', {
    sessionId: friday.sessionId,
    number: hub.parts.ledger.nextOpeningNumber(),
    by: mara,
    method: 'console',
    adHoc: null,
  });
}
