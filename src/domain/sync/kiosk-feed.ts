import type { Feed, FeedCursor, OfferStored } from './frames.ts';
import type { LiveStep } from './kiosk-heartbeat.ts';
import type { HubMark, KioskContext, KioskEffect, LiveLink } from './kiosk-state.ts';
import { MAX_EVENTS_PER_FRAME, MAX_FRAME_BYTES } from './limits.ts';

/** Asks for hub events this kiosk lacks, or offers its own copies to a hub of another generation. Nothing while an answer is due. */
export function pullFeed(live: LiveLink, context: KioskContext): LiveStep {
  if (live.hub === null || live.feed.name !== 'idle') return { live, effects: [] };
  const cursor = context.view.ledger.feedCursor();
  if (cursor.generation === live.hub.generation) return fetchAfter(live, live.hub, cursor.position, context);
  return offerAfter(live, live.hub, 0, context);
}

/** Stores a page of the feed, if it continues exactly what is stored. */
export function acceptFeed(live: LiveLink, feed: Feed, context: KioskContext): LiveStep {
  const cursor = context.view.ledger.feedCursor();
  const continues = feed.generation === cursor.generation && feed.after === cursor.position;
  if (!continues || live.hub?.generation !== feed.generation) return { live, effects: [] };
  const next: FeedCursor = { generation: feed.generation, position: feed.position };
  const stored: readonly KioskEffect[] =
    feed.position > cursor.position ? [{ kind: 'append-hub-events', events: feed.events, cursor: next }] : [];
  const answered: LiveLink = { ...live, feed: { name: 'idle' } };
  // An empty page means there is nothing more, whatever the last heartbeat promised.
  if (stored.length === 0) return { live: answered, effects: [] };
  const more = fetchAfter(answered, live.hub, feed.position, context);
  return { live: more.live, effects: [...stored, ...more.effects] };
}

/** The hub has a page of what was offered: offer the next, or take up its feed from the beginning. */
export function acceptOfferStored(live: LiveLink, stored: OfferStored, context: KioskContext): LiveStep {
  const { feed, hub } = live;
  if (feed.name !== 'offering' || hub === null) return { live, effects: [] };
  if (stored.generation !== feed.generation || stored.next !== feed.next) return { live, effects: [] };
  const answered: LiveLink = { ...live, feed: { name: 'idle' } };
  // Put back once more in the meantime: begin again with the newest.
  if (hub.generation !== feed.generation) return pullFeed(answered, context);
  return feed.more ? offerAfter(answered, hub, feed.next, context) : adopt(answered, hub, context);
}

function fetchAfter(live: LiveLink, hub: HubMark, position: number, { moment }: KioskContext): LiveStep {
  if (hub.position <= position) return { live, effects: [] };
  const frame = { type: 'fetch-feed', generation: hub.generation, after: position } as const;
  return {
    live: { ...live, feed: { name: 'fetching', askedAt: moment.mono } },
    effects: [{ kind: 'send', connection: live.connection, frame }],
  };
}

function offerAfter(live: LiveLink, hub: HubMark, after: number, context: KioskContext): LiveStep {
  const { moment, view } = context;
  const { generation } = hub;
  const page = view.ledger.hubEvents(after, MAX_EVENTS_PER_FRAME, MAX_FRAME_BYTES);
  if (page.events.length === 0) return adopt(live, hub, context);
  const next = page.position;
  const feed = { name: 'offering', askedAt: moment.mono, generation, next, more: page.more } as const;
  const frame = { type: 'offer', generation, events: page.events, next } as const;
  return {
    live: { ...live, feed },
    effects: [{ kind: 'send', connection: live.connection, frame }],
  };
}

/** Everything was offered. Positions of the old generation mean nothing in the new one, so its feed is read from the start. */
function adopt(live: LiveLink, hub: HubMark, context: KioskContext): LiveStep {
  const cursor: FeedCursor = { generation: hub.generation, position: 0 };
  const first = fetchAfter(live, hub, 0, context);
  return {
    live: first.live,
    effects: [{ kind: 'append-hub-events', events: [], cursor }, ...first.effects],
  };
}
