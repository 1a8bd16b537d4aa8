import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { type Played, together } from '../campaign.ts';
import { joined, type Piece } from './pieces.ts';

const SavedSchema = z.object({
  name: z.string(),
  /** Of the code that was tested, oldest first: several only where the gate was told to keep what an older one had played. */
  commits: z.array(z.string()).min(1),
  machine: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  updatedAt: z.string(),
  /** Time spent playing, in ms, all chunks added up. */
  spentMs: z.number(),
  pieces: z.array(z.object({ from: z.int(), count: z.int() })),
  /** How many failed, of which the first are kept. */
  failed: z.int(),
  failures: z.array(z.string()),
  totals: z.record(z.string(), z.number()),
  worst: z.record(z.string(), z.number()),
});

/** How far one campaign has come, and what it has found. */
export type Saved = z.infer<typeof SavedSchema>;

/** Whoever has this many to look at doesn't need more; a fault in everything would fill the disk. */
const KEPT_FAILURES = 100;

export type Chunk = { readonly piece: Piece; readonly played: Played; readonly ms: number };

/** Where and on what code a gate plays. */
export type Setting = { readonly commit: string; readonly machine: string; readonly now: () => Date };

/** The files in which the gate's progress is kept, one for each campaign. */
export class SavedProgress {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined: never played, or not in a form this program knows. */
  load(name: string): Saved | undefined {
    const path = this.#path(name);
    if (!existsSync(path)) return undefined;
    const read = SavedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.data : undefined;
  }

  /** On the disk when this returns, so that whatever kills the gate costs it the chunks under way at most. */
  save(saved: Saved): void {
    mkdirSync(this.#folder, { recursive: true });
    writeFileAtomically(this.#path(saved.name), `${JSON.stringify(saved, null, 1)}\n`, 0o644);
  }

  forget(name: string): void {
    rmSync(this.#path(name), { force: true });
  }

  #path(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}

/** What is saved of a campaign after one more chunk. */
export function withChunk(
  before: Saved | undefined,
  name: string,
  { piece, played, ms }: Chunk,
  { commit, machine, now }: Setting,
): Saved {
  const at = now().toISOString();
  const earlier = before ?? { ...nothingYet(name, at), commits: [commit], machine };
  const { failures, totals, worst } = together(earlier, played);
  return {
    name,
    machine,
    commits: [...earlier.commits.filter((one) => one !== commit), commit],
    startedAt: earlier.startedAt,
    updatedAt: at,
    spentMs: earlier.spentMs + ms,
    pieces: [...joined([...earlier.pieces, piece])],
    failed: earlier.failed + played.failures.length,
    failures: failures.slice(0, KEPT_FAILURES),
    totals: { ...totals },
    worst: { ...worst },
  };
}

function nothingYet(name: string, at: string) {
  return {
    ...{ name, startedAt: at, updatedAt: at, spentMs: 0, pieces: [] },
    ...{ failed: 0, failures: [], totals: {}, worst: {} },
  };
}
