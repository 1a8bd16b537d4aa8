import { z } from 'zod';
import type { EpochMs } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';

const DAY_MS = 86_400_000;

/**
 * A row is added while its class is at most four days away, and no kiosk asks for it after that: whoever was away that long has other
 * classes on its wall. The rest is for whoever looks for the reason of something.
 */
const KEPT_DAYS = 14;

/** So many are deleted between two breaths of the hub. */
const AT_ONCE = 500;

const DAYS_KEY = 'feed_days';

/** On each day, how far the feed of all kiosks had come when it was first looked at. */
const DaysSchema = z.array(z.tuple([z.int(), z.int().min(0)]));

/**
 * Deletes what kiosks were offered long ago: only what is archived, since kiosks give the rest back to a hub that was put back, and
 * never a kiosk's newest row, which says how far its feed reaches. Positions are never given again. Answers how many are gone.
 */
export async function pruneFeed(db: HubDatabase, now: EpochMs): Promise<number> {
  const until = noteDay(db, Math.floor(now / DAY_MS));
  const find = db.sqlite.prepare<[{ after: number; until: number }], Found>(FIND);
  const remove = db.sqlite.prepare('delete from kiosk_feed where position = ?');
  let after = 0;
  let gone = 0;
  for (;;) {
    const found = find.all({ after, until });
    const last = found.at(-1);
    if (last === undefined) return gone;
    const outlived = found.filter(({ isOutlived }) => isOutlived === 1);
    db.transaction(() => {
      for (const { position } of outlived) remove.run(position);
    });
    gone += outlived.length;
    after = last.position;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Found = { readonly position: number; readonly isOutlived: 0 | 1 };

const FIND = `
select f.position, (
  exists (select 1 from ledger_heads h where h.kiosk = f.origin and h.epoch = f.epoch and h.archived_seq >= f.seq)
  and f.position < (select max(g.position) from kiosk_feed g where g.kiosk = f.kiosk)
) isOutlived
from kiosk_feed f where f.position > :after and f.position <= :until order by f.position limit ${AT_ONCE}`;

/** Notes where the feed stands today, and answers where it stood when the kept days began. */
function noteDay(db: HubDatabase, today: number): number {
  const days = DaysSchema.parse(JSON.parse(db.state(DAYS_KEY) ?? '[]'));
  const outlived = days.findLast(([day]) => day <= today - KEPT_DAYS);
  if (days.at(-1)?.[0] !== today) {
    const kept = days.filter(([day]) => day > today - KEPT_DAYS);
    const all = [...(outlived === undefined ? [] : [outlived]), ...kept, [today, lastPosition(db)]];
    db.setState(DAYS_KEY, JSON.stringify(all));
  }
  return outlived?.[1] ?? 0;
}

function lastPosition({ sqlite }: HubDatabase): number {
  return Number(sqlite.prepare('select coalesce(max(position), 0) from kiosk_feed').pluck().get());
}
