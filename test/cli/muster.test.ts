import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Epoch, Hash } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Ledger } from '../../src/kiosk/engine/ledger/ledger.ts';
import { ledgerIn } from '../kiosk/engine/ledger/a-ledger.ts';
import { recordTouches } from '../kiosk/engine/ledger/ledger-facts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BIN = join(import.meta.dirname, '../../bin/muster.js');

function muster(...argv: string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly note: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], { encoding: 'utf8' });
  return { code: status, out: stdout, note: stderr };
}

/** A data folder whose kiosk has recorded 51 events, and is still at it. */
function kioskAtWork(): { readonly data: string; readonly ledger: Ledger; readonly path: string } {
  const data = temporaryFolder();
  const folder = join(data, 'kiosk');
  mkdirSync(folder);
  const ledger = ledgerIn(folder);
  recordTouches(ledger, 50);
  return { data, ledger, path: join(folder, 'ledger.db') };
}

/** Overwrites a piece of the 21st event wherever the file has it. */
function damage({ ledger, path }: { readonly ledger: Ledger; readonly path: string }): void {
  const text = ledger.read(20, 1, 1e6)[0] ?? '';
  ledger.close();
  const bytes = readFileSync(path);
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1))
    bytes.write('XXXXXX', at + 30);
  writeFileSync(path, bytes);
}

describe('npx muster', { timeout: 60_000 }, () => {
  it('says what there is, and helps with each command', () => {
    expect(muster()).toMatchObject({ code: 0, out: expect.stringContaining('ledger') });
    expect(muster('ledger').out).toMatch(/verify[\s\S]*export[\s\S]*salvage/);
    for (const command of ['verify', 'export', 'salvage']) {
      const { code, out } = muster('ledger', command, '--help');
      expect(code).toBe(0);
      expect(out).toContain(`npx muster ledger ${command}`);
    }
  });

  it('refuses a wrong call in words', () => {
    expect(muster('legder')).toMatchObject({
      code: 2,
      note: expect.stringContaining('there is no "legder"'),
    });
    expect(muster('ledger', 'verfy').code).toBe(2);
    expect(muster('ledger', 'verify', '--dta=x')).toMatchObject({
      code: 2,
      note: expect.stringContaining('--dta'),
    });
    expect(muster('ledger', 'verify', 'stray')).toMatchObject({
      code: 2,
      note: expect.stringContaining('stray'),
    });
    expect(muster('ledger', 'verify', '--data=/nowhere')).toMatchObject({
      code: 3,
      note: expect.stringContaining('does not exist'),
    });
  });

  it('verifies a ledger while its kiosk is at work, and says what is wrong with a damaged one', () => {
    const kiosk = kioskAtWork();
    expect(muster('ledger', 'verify', `--data=${kiosk.data}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('is sound'),
      note: expect.stringContaining('51 events'),
    });
    recordTouches(kiosk.ledger, 1);
    damage(kiosk);
    expect(muster('ledger', 'verify', `--data=${kiosk.data}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('event 21 is not what was recorded'),
    });
  });

  it('exports every event, so that anybody can follow the chain', () => {
    const { data, ledger } = kioskAtWork();
    const out = join(data, 'all.jsonl');
    expect(muster('ledger', 'export', `--data=${data}`, `--out=${out}`).code).toBe(0);
    let hash: Hash = GENESIS;
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    for (const line of lines) {
      const said = JSON.parse(line) as { epoch: Epoch; seq: number; hash: Hash };
      // The event's text stands in the line as it was hashed.
      const text = line.slice(line.indexOf('"event":') + '"event":'.length, -1);
      hash = eventHash(said.epoch, said.seq, hash, text);
      expect(said.hash).toBe(hash);
    }
    expect({ seq: lines.length, hash }).toEqual(ledger.head());

    const csv = join(data, 'all.csv');
    expect(muster('ledger', 'export', `--data=${data}`, `--out=${csv}`).code).toBe(0);
    const rows = parse(readFileSync(csv), { columns: true }) as { seq: string; text: string; type: string }[];
    expect(rows.map(({ text }) => text)).toEqual(ledger.read(0, 100, 1e6));
    expect(muster('ledger', 'export', `--data=${data}`, `--out=${csv}`).code).toBe(3);
    expect(muster('ledger', 'export', `--data=${data}`, `--out=${join(data, 'all.xls')}`).code).toBe(2);
  });

  it('exports nothing that does not verify', () => {
    const kiosk = kioskAtWork();
    damage(kiosk);
    const out = join(kiosk.data, 'all.jsonl');
    expect(muster('ledger', 'export', `--data=${kiosk.data}`, `--out=${out}`).code).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  it('salvages a damaged file, and hands what a kiosk lacks to it, once', () => {
    const kiosk = kioskAtWork();
    damage(kiosk);
    const out = join(kiosk.data, 'salvaged');
    const salvaged = muster('ledger', 'salvage', `--from=${kiosk.path}`, `--out=${out}`);
    expect(salvaged.code).toBe(1);
    expect(salvaged.out).toContain('50 events could be read');
    expect(salvaged.out).toContain('event 21');
    expect(readFileSync(join(out, 'report.txt'), 'utf8')).toBe(salvaged.out);
    expect(readFileSync(join(out, 'events.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(50);

    // The kiosk went on with a new ledger that has nothing of the old one.
    const data = temporaryFolder();
    mkdirSync(join(data, 'kiosk'));
    const fresh = ledgerIn(join(data, 'kiosk'));
    const into = (n: number) =>
      muster('ledger', 'salvage', `--from=${kiosk.path}`, `--out=${out}-${n}`, `--into=${data}`);
    expect(into(1)).toMatchObject({ code: 3, note: expect.stringContaining('Another process is using') });
    fresh.close();
    // All but the one that is lost, and the one that began the old epoch.
    expect(into(2).out).toContain('49 events that kiosk 7 lacked');
    expect(into(3).out).toContain('0 events that kiosk 7 lacked');
    expect(ledgerIn(join(data, 'kiosk')).head().seq).toBe(1 + 49);
  });
});
