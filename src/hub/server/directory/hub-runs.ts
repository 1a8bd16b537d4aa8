import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type HubRun, HubRunSchema } from '#domain/sync/frames.ts';
import type { HubDatabase } from '../store/hub-database.ts';

const RUNS_KEY = 'runs';

/** Forgetting one costs its kiosks an exchange of what they keep, as after a restore; a hub is not started more often in years. */
const MOST_RUNS = 1_000;

/** How far the feed of all kiosks had come when a run began. */
const RunsSchema = z.array(z.tuple([HubRunSchema, z.int().min(0)]));

/** The starts of this hub that its database knows of. One that a kiosk was told of and that isn't here was lost with an older copy. */
export class HubRuns {
  readonly current: HubRun;
  readonly #ends: ReadonlyMap<HubRun, number>;

  /** Begins a run: it is on the disk when this returns. */
  constructor(db: HubDatabase, random: (length: number) => Uint8Array = randomBytes) {
    this.current = Buffer.from(random(8)).toString('hex') as HubRun;
    const known = RunsSchema.parse(JSON.parse(db.state(RUNS_KEY) ?? '[]'));
    const runs = [...known, [this.current, lastPosition(db)] as const].slice(-MOST_RUNS);
    db.setState(RUNS_KEY, JSON.stringify(runs));
    this.#ends = new Map(
      runs.map(([run], index) => [run, runs[index + 1]?.[1] ?? Number.POSITIVE_INFINITY] as const),
    );
  }

  /** The highest position anybody was told in that run; undefined: no such run. */
  endOf(run: HubRun): number | undefined {
    return this.#ends.get(run);
  }
}

/** Also when the newest rows have been deleted since. */
function lastPosition({ sqlite }: HubDatabase): number {
  return (
    (sqlite.prepare("select seq from sqlite_sequence where name = 'kiosk_feed'").pluck().get() as
      | number
      | undefined) ?? 0
  );
}
