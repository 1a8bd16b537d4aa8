import process from 'node:process';
import { readSettings } from '#platform/settings.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { campaignsIn } from './campaigns-in.ts';
import type { Entry } from './entry.ts';
import { Gate, type Standing } from './gate.ts';
import { GateProgress } from './gate-progress.ts';
import { playAgain } from './play-again.ts';
import { reliability } from './reliability.ts';
import { SavedProgress } from './saved.ts';
import { type GateSettings, SettingsSchema, USAGE } from './settings.ts';
import { shortened } from './shortened.ts';
import { theSetting } from './the-setting.ts';

const EXIT_FAILED = 1;
const EXIT_BAD_CALL = 2;

/** By convention: ended by Ctrl-C. */
const EXIT_INTERRUPTED = 130;

/** In smaller ones most of the time would go into starting programs. */
const SMALLEST_CHUNKS = 0.1;

/** For chunks under way when the time is over. */
const PATIENCE_MS = 120_000;

/** Of one chunk's failures; they are often of one kind. */
const TOLD = 3;

const out = (text: string) => void process.stdout.write(text);

const read = readSettings(SettingsSchema, { env: {}, argv: process.argv.slice(2) });
if (!read.ok) leave(`${read.error}\n\n${USAGE}`);
else if (read.value.help !== undefined) out(USAGE);
else await main(read.value);

async function main(settings: GateSettings): Promise<void> {
  const all = await campaignsIn(settings.list);
  const entries = chosen(all, settings.only);
  if (entries === undefined) return;
  if (settings.from === undefined) {
    await playAll(settings, all, entries);
    return;
  }
  const [entry, another] = entries;
  if (entry === undefined || another !== undefined) {
    leave('--from needs one campaign: --only=NAME');
    return;
  }
  const piece = { from: settings.from, count: settings.count ?? 1 };
  process.exitCode = (await playAgain(settings.list, entry.campaign, piece, out)) ? 0 : EXIT_FAILED;
}

function chosen(all: readonly Entry[], only: string | undefined): readonly Entry[] | undefined {
  const names = only?.split(',');
  const unknown = names?.filter((name) => !all.some(({ campaign }) => campaign.name === name)) ?? [];
  if (unknown.length === 0) {
    return all.filter(({ campaign }) => names === undefined || names.includes(campaign.name));
  }
  const known = all.map(({ campaign }) => campaign.name).join(', ');
  leave(`There is no campaign ${unknown.join(', ')}. There are ${known}.`);
  return undefined;
}

async function playAll(
  settings: GateSettings,
  all: readonly Entry[],
  entries: readonly Entry[],
): Promise<void> {
  const { list, scale, slots, keep, minutes, folder, document } = settings;
  const chunks = settings.chunks ?? chunksWithin(minutes, entries.length);
  const saved = new SavedProgress(folder);
  const failed = new Set<string>();
  const gate = new Gate({
    ...{
      list,
      entries,
      scale,
      chunks,
      slots,
      progress: saved,
      setting: theSetting(),
      keeps: keep !== undefined,
    },
    onChunk: ({ name }, { failures }) => {
      for (const failure of failures.slice(0, TOLD)) progress.say(`FAILED ${name}: ${shortened(failure)}`);
      if (failures.length > TOLD) progress.say(`FAILED ${name}: and ${failures.length - TOLD} more`);
      if (failures.length > 0) failed.add(name);
    },
  });
  const output = { write: out, isLive: process.stdout.isTTY === true };
  const progress = new GateProgress(output, () => gate.standings(), slots);
  const limits = minutes === undefined ? [] : limitsOf(gate, minutes * 60_000);
  const interrupt = () => {
    process.exitCode = EXIT_INTERRUPTED;
    gate.stop();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  await gate.play();
  for (const limit of limits) clearTimeout(limit);
  progress.end();
  const standings = gate.standings();
  for (const standing of standings) out(`${lineFor(standing)}\n`);
  // Of those that were not asked for this time, what is known of them stands in the document too.
  writeFileAtomically(
    document,
    reliability(all, (name) => saved.load(name)),
    0o644,
  );
  const anyFailed = failed.size > 0 || standings.some(({ saved: one }) => (one?.failed ?? 0) > 0);
  if (process.exitCode === undefined) process.exitCode = anyFailed ? EXIT_FAILED : 0;
}

/** In half of the time each campaign has had its first chunk. */
function chunksWithin(minutes: number | undefined, campaigns: number): number {
  return minutes === undefined ? 1 : Math.min(1, Math.max(SMALLEST_CHUNKS, minutes / 2 / campaigns));
}

/** Whoever asked for so many minutes doesn't wait much longer for chunks that turn out to be slow. */
function limitsOf(gate: Gate, ms: number): readonly NodeJS.Timeout[] {
  return [setTimeout(() => gate.finish(), ms), setTimeout(() => gate.stop(), ms + PATIENCE_MS)];
}

function lineFor({ campaign, asked, done, saved }: Standing): string {
  const failures = saved?.failed ?? 0;
  const verdict = failures > 0 ? `${failures} FAILED` : done < asked ? 'not done yet' : 'done';
  return `${campaign.name.padEnd(24)} ${done.toLocaleString('en')} of ${asked.toLocaleString('en')} ${campaign.unit}: ${verdict}`;
}

function leave(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = EXIT_BAD_CALL;
}
