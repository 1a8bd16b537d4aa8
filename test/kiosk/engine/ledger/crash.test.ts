import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import { randomFrom, testSeed } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerOptions, refusalIn } from './a-ledger.ts';
import { hubEvents, unwrap } from './ledger-facts.ts';

type Writer = { readonly child: ChildProcess; readonly said: string[]; readonly ended: Promise<unknown> };

/** A real process that records until it is killed, and what it said it was promised so far. */
function startWriter(folder: string, seed: number): Writer {
  const script = join(import.meta.dirname, 'writer-child.ts');
  const child = spawn(process.execPath, [script, folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => said.push(line));
  return { child, said, ended: once(lines, 'close') };
}

async function untilSaid({ child, said }: Writer, count: number): Promise<void> {
  while (said.length < count) {
    if (child.exitCode !== null) throw new Error('the writer ended by itself');
    await pause(2);
  }
}

const wordsOf = (said: readonly string[], first: string) =>
  said.filter((line) => line.startsWith(`${first} `)).map((line) => line.split(' ').slice(1));

const ROUNDS = 20;

// A kiosk at a door is switched off at the wall twenty times, whatever it is doing. Each time, everything it had promised before is
// still there: the touches it showed green for, the acknowledgements, the hub's events; no opening number is given out twice, and the
// chain of every epoch holds.
test('a kiosk killed at any moment loses nothing it has promised', async () => {
  const seed = testSeed();
  process.stderr.write(`kills: MUSTER_SEED=${seed}\n`);
  const random = randomFrom(seed);
  const folder = temporaryFolder();
  const openings = new Set<number>();
  let promised = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const writer = startWriter(folder, seed + round);
    await untilSaid(writer, 1 + Math.floor(random() * 400));
    await pause(random() * 4);
    writer.child.kill('SIGKILL');
    await writer.ended;

    const ledger = unwrap(openLedger(ledgerOptions(folder)));
    const kept = new Map([...ledger.all()].map(({ epoch, seq, hash }) => [`${epoch} ${seq}`, hash]));
    const events = wordsOf(writer.said, 'event');
    promised += events.length;
    const lost = events.filter(([epoch, seq, hash]) => kept.get(`${epoch} ${seq}`) !== hash);
    expect(lost).toEqual([]);

    const [lastEpoch, ackedSeq] = wordsOf(writer.said, 'acked').at(-1) ?? [];
    if (lastEpoch === ledger.epoch()) expect(ledger.acked().seq).toBeGreaterThanOrEqual(Number(ackedSeq));

    const given = Number(wordsOf(writer.said, 'hub').at(-1)?.[0] ?? 0);
    const page = ledger.hubEvents(0, 10_000, 1e9);
    expect(page.position).toBeGreaterThanOrEqual(given);
    expect(page.position).toBe(ledger.feedCursor().position);
    const came = hubEvents(page.position).map(({ text }) => text);
    expect(page.events.map(({ text }) => text)).toEqual(came);

    const numbers = [
      ...wordsOf(writer.said, 'opening').map(([number]) => Number(number)),
      unwrap(ledger.nextOpeningNumber()),
    ];
    expect(numbers.filter((number) => openings.has(number))).toEqual([]);
    for (const number of numbers) openings.add(number);
    ledger.close();
  }
  process.stderr.write(`${ROUNDS} kills, ${promised} promised events, none lost\n`);
  expect(promised).toBeGreaterThan(ROUNDS);
}, 180_000);

test('a second process is refused as long as the first one lives, and not a moment after it was killed', async () => {
  const folder = temporaryFolder();
  const writer = startWriter(folder, 1);
  await untilSaid(writer, 5);
  const refusal = refusalIn(folder);
  expect(refusal.kind).toBe('already-running');
  expect(refusal.text).toContain('Another process');
  const saidSoFar = writer.said.length;
  await untilSaid(writer, saidSoFar + 5);

  writer.child.kill('SIGKILL');
  await writer.ended;
  unwrap(openLedger(ledgerOptions(folder))).close();
}, 60_000);
