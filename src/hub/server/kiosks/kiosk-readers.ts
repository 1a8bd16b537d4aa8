import type { KioskReaders } from '#contracts/hub-api/kiosk-readers.ts';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { type ReaderGap, type ReaderNews, readerGaps } from '#domain/reader/reader-gaps.ts';
import type { HubDatabase } from '../store/hub-database.ts';

const LOOKED_BACK_MS = 30 * 86_400_000;
const MOST_GAPS = 100;

/** How a kiosk's readers are, and when they weren't to be relied on. */
export function kioskReaders(db: HubDatabase, kiosk: KioskNumber, now: EpochMs): KioskReaders {
  const news = newsOf(db, kiosk, (now - LOOKED_BACK_MS) as EpochMs);
  const gaps = readerGaps(news);
  return { readers: latestOf(news, gaps), gaps: gaps.toReversed().slice(0, MOST_GAPS) };
}

type Row = { readonly text: string; readonly at: EpochMs };

// Found by the index of what no session owns, which a month of one kiosk has some thousands of.
const NEWS = `
select text, at from events
where kiosk = ? and session_id is null and at >= ? and type in ('reader-changed', 'engine-started')
order by at, seq`;

function newsOf(db: HubDatabase, kiosk: KioskNumber, from: EpochMs): readonly ReaderNews[] {
  const rows = db.sqlite.prepare<[KioskNumber, EpochMs], Row>(NEWS).all(kiosk, from);
  return rows.flatMap(({ text, at }): readonly ReaderNews[] => {
    const decoded = decodeEvent(text);
    const event = decoded.ok ? decoded.value.event : null;
    // What was carried into a new epoch stands in its old one, unless the hub never had that; told twice it is the same.
    if (event?.type === 'engine-started') return [{ type: event.type, at }];
    return event?.type === 'reader-changed' ? [{ type: event.type, at, body: event.body }] : [];
  });
}

function latestOf(news: readonly ReaderNews[], gaps: readonly ReaderGap[]): KioskReaders['readers'] {
  const lasting = new Map(gaps.filter(({ to }) => to === null).map(({ reader, from }) => [reader, from]));
  const since = news.findLastIndex(({ type }) => type === 'engine-started');
  const latest = new Map<string, KioskReaders['readers'][number]>();
  for (const each of news.slice(since + 1)) {
    if (each.type === 'engine-started') continue;
    const { reader, state, detail } = each.body;
    if (state === 'removed') latest.delete(reader);
    else latest.set(reader, { reader, state, detail, since: lasting.get(reader) ?? each.at });
  }
  return [...latest.values()];
}
