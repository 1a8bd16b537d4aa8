import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { type DatabaseProblem, problemOf } from '#platform/database-problem.ts';
import { fsyncFolder, writeFileAtomically } from '#platform/write-file-atomically.ts';
import { LedgerNotes } from '../ledger-mark.ts';
import { type Damage, type LedgerProblem, otherKiosk } from '../ledger-problem.ts';
import { endBySqlite } from './end-by-sqlite.ts';
import { type Salvage, salvage } from './salvage.ts';
import { type NewLedgerOptions, writeHealedLedger } from './write-healed-ledger.ts';

export type HealOptions = Omit<NewLedgerOptions, 'path'> & {
  readonly folder: string;
  /** UTC; names the folder the damaged file is set aside in. */
  readonly now: () => Date;
};

/** What became of a damaged ledger. */
export type Healed = {
  readonly damage: Damage;
  /** Where the damaged file is kept. */
  readonly aside: string;
  readonly salvaged: number;
  readonly unproven: number;
  readonly repaired: number;
  readonly lost: number;
  readonly mayBeMore: boolean;
};

const FILES = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'] as const;

const DamageSchema = z.object({
  found: z.enum(['missing', 'unreadable', 'structure', 'chain', 'hub-stream', 'cut-short', 'in-use']),
  detail: z.string(),
});

/** Kept from before the first file is moved until the new ledger is in its place, so that healing can begin again after any crash. */
const PlanSchema = z.object({
  damage: DamageSchema,
  aside: z.string(),
  /** What there was to set aside. A file of that name that is there later, beside its set-aside one, is the new one. */
  files: z.array(z.enum(FILES)),
});
type Plan = z.infer<typeof PlanSchema>;

/** More often than this within an hour it isn't the file but the disk. */
const MOST_AN_HOUR = 5;
const HOUR_MS = 60 * 60_000;

/** Whether healing began here and did not come to its end. */
export function isHealing(folder: string): boolean {
  return existsSync(planPath(folder));
}

/**
 * Puts a new ledger in a damaged one's place, with everything in it that can be salvaged; the damaged one is set aside as it is. The caller
 * holds the folder's lock and has the file closed. May be called again after any crash, with whatever damage or none.
 */
export function healLedger(
  options: HealOptions,
  damage: Damage | undefined,
): Result<Healed | undefined, LedgerProblem> {
  const { folder } = options;
  try {
    const unfinished = readPlan(folder);
    if (unfinished !== undefined) return carryOut(options, unfinished, undefined);
    if (damage === undefined) return ok(undefined);
    const saved = read(folder);
    const fresh = planFor(options, damage, saved);
    return fresh.ok ? carryOut(options, fresh.value, saved) : fresh;
  } catch (error) {
    return err(asLedgerProblem(problemOf(error, join(folder, 'ledger.db'))));
  }
}

function planFor(
  { folder, kiosk, now }: HealOptions,
  damage: Damage,
  saved: Salvage,
): Result<Plan, LedgerProblem> {
  // Somebody else's ledger is none of this kiosk's business, damaged or not.
  if (saved.kiosk !== undefined && saved.kiosk !== kiosk)
    return err(otherKiosk(join(folder, 'ledger.db'), saved.kiosk, kiosk));
  const refusal = refuseTooOften(folder, now(), damage);
  if (refusal !== undefined) return err(refusal);
  const plan = {
    damage,
    aside: freeName(folder, now()),
    files: FILES.filter((name) => existsSync(join(folder, name))),
  };
  writeFileAtomically(planPath(folder), `${JSON.stringify(plan)}\n`);
  return ok(plan);
}

function carryOut(
  options: HealOptions,
  plan: Plan,
  alreadyRead: Salvage | undefined,
): Result<Healed | undefined, LedgerProblem> {
  const { folder } = options;
  const aside = join(folder, 'set-aside', plan.aside);
  setAside(folder, aside, plan);
  const path = join(folder, 'ledger.db');
  const saved = alreadyRead ?? read(aside);
  // Still there after the old one was set aside: the new one, which was in its place already when this was broken off.
  if (!existsSync(path)) {
    const written = writeInPlace(options, plan.damage, saved, path);
    if (!written.ok) return written;
  }
  rmSync(planPath(folder));
  fsyncFolder(folder);
  return ok(report(plan.damage, aside, saved));
}

function setAside(folder: string, aside: string, { damage, files }: Plan): void {
  mkdirSync(aside, { recursive: true });
  writeFileAtomically(
    join(aside, 'why.txt'),
    `${damage.detail}\n\nThis is a kiosk's ledger as it was found. Nothing deletes it. What could be read was taken over into the new ledger;\n` +
      `"npx muster ledger salvage --from=…/ledger.db --out=FOLDER" writes out what can be read, and says what can't.\n`,
  );
  // What was noted of the old ledger goes with it: it says nothing about the new one.
  for (const name of [...files, 'ledger-mark.json', 'ledger.open']) {
    const [from, to] = [join(folder, name), join(aside, name)];
    if (existsSync(from) && !existsSync(to)) renameSync(from, to);
  }
  fsyncFolder(aside);
  fsyncFolder(folder);
}

function read(folder: string): Salvage {
  const path = join(folder, 'ledger.db');
  return salvage(path, new LedgerNotes(folder).read(), endBySqlite(path));
}

function writeInPlace(
  options: HealOptions,
  damage: Damage,
  saved: Salvage,
  path: string,
): Result<void, LedgerProblem> {
  const { folder } = options;
  const unfinished = join(folder, 'ledger.new');
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
  const written = writeHealedLedger({ ...options, path: unfinished }, damage, saved);
  if (!written.ok) return err(asLedgerProblem(written.error));
  renameSync(unfinished, path);
  fsyncFolder(folder);
  return ok(undefined);
}

function report(damage: Damage, aside: string, { events, lost, mayBeMore }: Salvage): Healed {
  const count = (wanted: string) => events.filter(({ proof }) => proof === wanted).length;
  const counts = { unproven: count('unproven'), repaired: count('repaired') };
  return { damage, aside, salvaged: events.length, ...counts, lost, mayBeMore };
}

function refuseTooOften(folder: string, now: Date, damage: Damage): LedgerProblem | undefined {
  const names = existsSync(join(folder, 'set-aside')) ? readdirSync(join(folder, 'set-aside')) : [];
  const recent = names.filter((name) => Math.abs(now.getTime() - timeIn(name)) < HOUR_MS);
  if (recent.length < MOST_AN_HOUR) return undefined;
  const path = join(folder, 'ledger.db');
  const text =
    `The ledger ${path} was damaged ${recent.length} times within an hour, now again (${damage.detail}): this disk loses what is written to it. ` +
    'Replace it, and copy the whole data folder to the new one first; the kiosk then goes on by itself.';
  return { kind: 'ledger-damaged', path, text, damage };
}

function freeName(folder: string, now: Date): string {
  const name = now.toISOString().replaceAll(':', '-');
  const isTaken = (candidate: string) => existsSync(join(folder, 'set-aside', candidate));
  let free = name;
  for (let again = 2; isTaken(free); again++) free = `${name}-${again}`;
  return free;
}

/** When something was set aside, as its folder's name says; not a number if it says nothing. */
function timeIn(name: string): number {
  const [date = '', time = ''] = name.split('T');
  return Date.parse(`${date}T${time.replace('-', ':').replace('-', ':').slice(0, 12)}Z`);
}

function readPlan(folder: string): Plan | undefined {
  if (!isHealing(folder)) return undefined;
  return PlanSchema.parse(JSON.parse(readFileSync(planPath(folder), 'utf8')));
}

function planPath(folder: string): string {
  return join(folder, 'healing.json');
}

function asLedgerProblem(problem: DatabaseProblem): LedgerProblem {
  if (problem.kind !== 'damaged') return problem;
  return { kind: 'disk-error', path: problem.path, text: problem.text };
}
