import { and, count, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { EpochMs, SectionId } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { courses, people, rooms, sections } from '../store/schema.ts';
import { SECTIONS } from './demo-campus.ts';
import { demoId } from './demo-draws.ts';

const SEED_KEY = 'demo_seed';
const SEEDED_AT_KEY = 'demo_seeded_at';
const PAST_KEY = 'demo_past';

/** What is remembered of a demo campus: everything else of it can be made again from the seed. */
export type DemoState = {
  readonly seed: number;
  readonly seededAt: EpochMs;
  /** Whether its past sessions are in the ledger. */
  readonly hasPast: boolean;
};

export function demoState(db: HubDatabase): DemoState | undefined {
  const seed = db.state(SEED_KEY);
  if (seed === undefined) return undefined;
  const seededAt = Number(db.state(SEEDED_AT_KEY)) as EpochMs;
  return { seed: Number(seed), seededAt, hasPast: db.state(PAST_KEY) !== undefined };
}

/** In the transaction that adds the campus. */
export function rememberDemo(db: HubDatabase, seed: number, now: EpochMs): void {
  db.setState(SEED_KEY, String(seed));
  db.setState(SEEDED_AT_KEY, String(now));
}

/** In the transaction that appends the past. */
export function rememberPast(db: HubDatabase): void {
  db.setState(PAST_KEY, 'told');
}

/** Nothing but accounts: a demo must never be poured into somebody's campus. */
export function isEmptyCampus(db: HubDatabase): boolean {
  const known = or(isNotNull(people.sourcedId), isNotNull(people.studentNumber));
  return (
    db.orm.select({ id: people.id }).from(people).where(known).get() === undefined &&
    [rooms, courses, sections].every((table) => db.orm.select().from(table).get() === undefined)
  );
}

/** An import may have taken its sections away since; then this is somebody's campus. */
export function isStillThere(db: HubDatabase, { seed }: DemoState): boolean {
  const ids = SECTIONS.map(({ key }) => demoId<SectionId>(seed, `section/${key}`));
  const found = db.orm
    .select({ total: count() })
    .from(sections)
    .where(and(inArray(sections.id, ids), isNull(sections.removedAt)))
    .get();
  return found?.total === ids.length;
}
