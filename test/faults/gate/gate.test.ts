import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { CAMPAIGNS } from './campaigns.ts';
import { Gate } from './gate.ts';
import { countOf } from './pieces.ts';
import { PROMISES } from './promises.ts';
import { type Saved, SavedProgress, type Setting, withChunk } from './saved.ts';
import { CAMPAIGNS as SMALL, STEADY_CASES } from './small-campaigns.ts';

const PROJECT = join(import.meta.dirname, '../../..');

/** Small campaigns for these tests alone. */
const LIST = join(import.meta.dirname, 'small-campaigns.ts');

type Running = { readonly child: ChildProcess; readonly said: () => string };

function startGate(folder: string, ...argv: readonly string[]): Running {
  const all = [...argv, `--list=${LIST}`, `--folder=${folder}`, `--document=${join(folder, 'found.md')}`];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), '--keep', ...all]);
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  return { child, said: () => said };
}

function savedIn(folder: string, name: string): Saved | undefined {
  return new SavedProgress(folder).load(name);
}

test('a gate that is killed goes on where it was, and writes down what was played', async () => {
  const folder = temporaryFolder();
  const { child: doomed } = startGate(folder, '--only=steady');
  const played = () => countOf(savedIn(folder, 'steady')?.pieces ?? []);
  await vi.waitFor(() => expect(played()).toBeGreaterThan(0), { timeout: 60_000, interval: 5 });
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  const before = savedIn(folder, 'steady');
  expect(played()).toBeLessThan(STEADY_CASES);

  const [code] = await once(startGate(folder, '--only=steady').child, 'exit');
  expect(code).toBe(0);
  const after = savedIn(folder, 'steady');
  expect(after?.startedAt).toBe(before?.startedAt);
  expect(after?.pieces).toEqual([{ from: 1, count: STEADY_CASES }]);
  // Each case once, whatever was under way when it was killed.
  expect(after?.totals['cases']).toBe(STEADY_CASES);
  const document = readFileSync(join(folder, 'found.md'), 'utf8');
  expect(document).toContain(`cases 1 to ${STEADY_CASES}`);
  expect(document).toContain('Not a whole gate');
});

test('what fails or crashes is told with what plays it again, the others are played to their end, and the gate fails', async () => {
  const folder = temporaryFolder();
  const { child, said } = startGate(folder);
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(said()).toContain('FAILED faulty: case 13: npm run gate -- --only=faulty --from=13 --count=1');
  expect(said()).toMatch(/FAILED crashing: cases 1 to 2: ended by itself/);
  expect(said()).toContain('npm run gate -- --only=crashing --from=1 --count=2');
  expect(countOf(savedIn(folder, 'steady')?.pieces ?? [])).toBe(STEADY_CASES);
  expect(countOf(savedIn(folder, 'faulty')?.pieces ?? [])).toBe(20);
  expect(readFileSync(join(folder, 'found.md'), 'utf8')).toContain('**1 failed**');

  const again = startGate(folder, '--only=faulty', '--from=13');
  expect((await once(again.child, 'close'))[0]).toBe(1);
  expect(again.said()).toContain('FAILED case 13');
});

test('a gate with little time plays a part, and says so', async () => {
  const folder = temporaryFolder();
  const { child, said } = startGate(folder, '--only=steady', '--minutes=0');
  expect((await once(child, 'close'))[0]).toBe(0);
  expect(said()).toContain('not done yet');
});

describe('what was played on other code', () => {
  const setting = (commit: string): Setting => ({ commit, machine: 'here', now: () => new Date(0) });
  const played = { failures: [], totals: { frames: 1 }, worst: {} };

  function gateOver(progress: SavedProgress, keeps: boolean): Gate {
    return new Gate({
      ...{ list: LIST, entries: SMALL.filter(({ campaign }) => campaign.name === 'steady'), progress, keeps },
      ...{ setting: setting('new'), scale: 1, chunks: 1, slots: 1, onChunk: () => undefined },
    });
  }

  function folderWithOlder(): SavedProgress {
    const progress = new SavedProgress(temporaryFolder());
    const chunk = { piece: { from: 1, count: 10 }, played, ms: 1 };
    progress.save(withChunk(undefined, 'steady', chunk, setting('old')));
    return progress;
  }

  test('does not count, unless it is to be kept', () => {
    expect(gateOver(folderWithOlder(), false).standings()[0]?.done).toBe(0);
    expect(gateOver(folderWithOlder(), true).standings()[0]?.done).toBe(10);
  });

  test('is named beside the newer code where it is kept', () => {
    const older = folderWithOlder().load('steady') as Saved;
    const chunk = { piece: { from: 11, count: 1 }, played, ms: 1 };
    expect(withChunk(older, 'steady', chunk, setting('new'))).toMatchObject({
      commits: ['old', 'new'],
      pieces: [{ from: 1, count: 11 }],
      totals: { frames: 2 },
    });
  });
});

describe('the promises', () => {
  test('name files that there are', () => {
    const paths = PROMISES.flatMap(({ keptBy, testedBy }) =>
      [...keptBy, ...testedBy].map(({ path }) => path),
    );
    expect(paths.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  });

  test('name every campaign of the gate, and no other', () => {
    const named = new Set(PROMISES.flatMap(({ campaigns }) => campaigns));
    expect([...named].sort()).toEqual(CAMPAIGNS.map(({ campaign }) => campaign.name).sort());
  });

  test('are each kept and tested by something', () => {
    for (const { title, keptBy, testedBy } of PROMISES) {
      expect(keptBy, title).not.toEqual([]);
      expect(testedBy, title).not.toEqual([]);
    }
  });
});
