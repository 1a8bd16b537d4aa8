import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerOptions, refusalIn } from './a-ledger.ts';
import { unwrap } from './ledger-facts.ts';

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
