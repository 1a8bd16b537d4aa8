import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EpochMs, InstitutionId, PersonId } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { Clock } from '#platform/clock.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { signingKeyIn } from '#platform/signing-key.ts';
import { openDirectory } from '../../../src/kiosk/engine/directory/open-directory.ts';
import type { SyncStatus } from '../../../src/kiosk/engine/engine-host.ts';
import type { Ledger } from '../../../src/kiosk/engine/ledger/ledger.ts';
import { startSync } from '../../../src/kiosk/engine/sync/start-sync.ts';
import { ledgerIn } from '../../kiosk/engine/ledger/a-ledger.ts';
import { KIOSK, unwrap } from '../../kiosk/engine/ledger/ledger-facts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { BareHubSettings } from './bare-hub.ts';

const INSTITUTION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;
const OFFLINE_EVENTS = 1_500;

/** A kiosk that has worked for a while without ever reaching its hub; and the hub, which is not running yet. */
async function campus() {
  const folder = temporaryFolder();
  const clock = new Clock();
  const ledger = ledgerIn(folder, { clock });
  const log = createLog({ level: 'silent' });
  const migrations = migrationsFolder(import.meta.dirname, 'kiosk');
  const directory = unwrap(openDirectory({ folder, migrations, log }));
  onTestFinished(() => directory.close());
  const keys = unwrap(KeyStore.open({ path: join(folder, 'keys.json') }));
  const hub = generateKeyPairSync('ed25519');
  const { x: hubKey = '' } = hub.publicKey.export({ format: 'jwk' });
  const port = await freePort();
  const statuses: SyncStatus[] = [];
  appendTouches(ledger, OFFLINE_EVENTS);

  const settings: BareHubSettings = {
    path: join(folder, 'hub.db'),
    port,
    institutionId: INSTITUTION,
    hubKey: hub.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    kioskKey: signingKeyIn(keys, 'device-key').publicKey,
    documents: [['faculty', FACULTY]],
    dieAtPush: 0,
    dieAfterCommit: false,
  };
  const sync = startSync(
    {
      ledger,
      directory,
      clock,
      keys,
      enrolment: {
        kiosk: KIOSK,
        institutionId: INSTITUTION,
        institution: 'Test',
        hubUrl: `http://127.0.0.1:${port}`,
        syncUrl: `ws://127.0.0.1:${port}/api/v1/kiosk-sync`,
        hubKey: Buffer.from(hubKey, 'base64url'),
        codeSecret: new Uint8Array(32),
        cardKey: new Uint8Array(32),
        pinPepper: new Uint8Array(32),
      },
      app: 'test',
      log,
      onStatus: (status) => statuses.push(status),
      onDirectory: () => undefined,
      onAcked: () => undefined,
      onHubEvents: () => undefined,
      onClockSample: ({ hubMinusMono, uncertaintyMs }) => clock.noteSample(hubMinusMono, uncertaintyMs),
      onBroken: ({ text }) => {
        throw new Error(text);
      },
    },
    // A hub that dies and comes back is looked for at once: the test waits for what happens, not for back-off.
    { ...KIOSK_TIMINGS, backOff: { firstMs: 20, capMs: 50 } },
  );
  onTestFinished(() => sync.stop());
  return { ledger, directory, clock, sync, statuses, settings };
}

const FACULTY = JSON.stringify({
  kind: 'faculty',
  people: [{ name: 'Grace Hopper', personId: '0190aaaa-0000-7000-8000-000000000001' as PersonId, pin: null }],
});

test('a kiosk that was offline hands over every event once, though its hub is killed before and after commits', async () => {
  const { ledger, directory, clock, sync, statuses, settings } = await campus();

  // The hub dies in the middle of the backlog: once before a commit, once right after one that nobody heard of.
  for (const [dieAtPush, dieAfterCommit] of [
    [2, false],
    [2, true],
    [1, true],
  ] as const) {
    const doomed = await startHub({ ...settings, dieAtPush, dieAfterCommit });
    await once(doomed, 'exit');
    appendTouches(ledger, 10);
    sync.wake();
  }
  expect(ledger.acked().seq).toBeLessThan(ledger.head().seq);

  await startHub(settings);
  await settled(() => expect(ledger.acked().seq).toBe(ledger.head().seq));

  // Live again: a touch is at the hub at once.
  appendTouches(ledger, 1);
  sync.wake();
  await settled(() => expect(ledger.acked().seq).toBe(ledger.head().seq));

  expect(hubHolds(settings.path)).toEqual(ledger.read(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
  await settled(() =>
    expect(directory.faculty('0190aaaa-0000-7000-8000-000000000001' as PersonId)?.name).toBe('Grace Hopper'),
  );
  await settled(() => expect(clock.read().hubMinusMono).not.toBeNull());
  expect(Math.abs(clock.correctedNow() - Date.now())).toBeLessThan(1_000);
  expect(statuses.at(-1)).toEqual({ state: 'online', detail: null });
});

test('a kiosk put back from an older copy goes on in a new epoch, and what only it had arrives too', async () => {
  const { ledger, sync, settings } = await campus();
  const hub = await startHub(settings);
  await settled(() => expect(ledger.acked().seq).toBe(ledger.head().seq));
  const before = hubHolds(settings.path).length;

  // As if the hub had stored more under this epoch than the kiosk has: three events of a copy that is gone.
  hub.kill('SIGKILL');
  await once(hub, 'exit');
  pretendMore(settings.path, 3);
  appendTouches(ledger, 2);
  const old = ledger.epoch();
  await startHub(settings);
  sync.wake();

  await settled(() => expect(ledger.epoch()).not.toBe(old));
  await settled(() => expect(ledger.acked().seq).toBe(ledger.head().seq));
  expect(new Set(idsAt(settings.path)).size).toBe(before + 2 + 1);
});

function appendTouches(ledger: Ledger, count: number): void {
  for (let i = 0; i < count; i++) unwrap(ledger.append('engine-started', { app: `run ${i}` }));
}

async function startHub(settings: BareHubSettings): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'bare-hub.ts'), [JSON.stringify(settings)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

async function settled(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 60_000, interval: 20 });
}

/** Texts in ledger order; fails if the chain isn't whole or a place is taken twice. */
function hubHolds(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare('select epoch, seq, text, hash from events order by epoch, seq').all() as {
    epoch: Parameters<typeof eventHash>[0];
    seq: number;
    text: string;
    hash: string;
  }[];
  db.close();
  let previous = GENESIS;
  for (const [index, { epoch, seq, text, hash }] of rows.entries()) {
    expect(seq).toBe(index + 1);
    previous = eventHash(epoch, seq, previous, text);
    expect(hash).toBe(previous);
  }
  return rows.map(({ text }) => text);
}

function idsAt(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  const ids = db.prepare('select id from events where id is not null').pluck().all() as string[];
  db.close();
  return ids;
}

function pretendMore(path: string, count: number): void {
  const db = new Database(path);
  const head = db.prepare('select kiosk, epoch, seq from ledger_heads').get() as {
    kiosk: number;
    epoch: string;
    seq: number;
  };
  const insert = db.prepare(
    'insert into events (kiosk, epoch, seq, text, hash, received_at) values (?, ?, ?, ?, ?, ?)',
  );
  const now = 0 as EpochMs;
  for (let i = 1; i <= count; i++)
    insert.run(head.kiosk, head.epoch, head.seq + i, 'lost', 'f'.repeat(64), now);
  db.prepare('update ledger_heads set seq = seq + ?, hash = ?').run(count, 'f'.repeat(64));
  db.close();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
