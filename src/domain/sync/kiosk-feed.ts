import type { Feed, FeedCursor, OfferStored } from './frames.ts';
import { grown } from './kiosk-link.ts';
import type {
  HubMark,
  KioskContext,
  KioskEffect,
  KioskStep,
  KioskSyncState,
  LiveLink,
} from './kiosk-state.ts';
import { MAX_EVENTS_PER_FRAME, MAX_FRAME_BYTES } from './limits.ts';

/** Asks for hub events this kiosk lacks, or offers its own copies to a hub of another generation. Nothing while an answer is due. */
export function pullFeed(state: KioskSyncState, live: LiveLink, context: KioskContext): KioskStep {
  const { hub } = live;
  if (hub === null || live.feed.name !== 'idle') return keep(state, live);
  const cursor = context.view.ledger.feedCursor();
  const isUnsure = cursor.run === null && live.offered?.generation !== hub.generation;
  if (cursor.generation !== hub.generation || isUnsure) {
    return offerAfter(state, live, 0, { ...context, hub });
  }
  return fetchAfter(state, live, cursor.position, { ...context, hub });
}

/** Stores a page of the feed, if it continues exactly what is stored. */
export function acceptFeed(
  state: KioskSyncState,
  live: LiveLink,
  feed: Feed,
  context: KioskContext,
): KioskStep {
  const { hub } = live;
  const cursor = context.view.ledger.feedCursor();
  const continues = feed.generation === cursor.generation && feed.after === cursor.position;
  if (hub === null || !continues || hub.generation !== feed.generation) return keep(state, live);
  const answered: LiveLink = { ...live, feed: { name: 'idle' } };
  // An empty page means there is nothing more, whatever the last heartbeat promised.
  if (feed.position <= cursor.position) return keep(state, answered);
  const { generation, position } = feed;
  // Until all that was offered has come back, a hub that loses it again must be found out.
  const isSure = cursor.run !== null || position >= (live.offered?.upTo ?? Number.POSITIVE_INFINITY);
  const next: FeedCursor = { generation, run: isSure ? feed.run : null, position };
  const roomier = { ...state, room: grown(state.room) };
  const more = fetchAfter(roomier, answered, feed.position, { ...context, hub });
  return {
    state: more.state,
    effects: [{ kind: 'append-hub-events', events: feed.events, cursor: next }, ...more.effects],
  };
}

/** The hub has a page of what was offered: offer the next, or take up its feed from the beginning. */
export function acceptOfferStored(
  state: KioskSyncState,
  live: LiveLink,
  stored: OfferStored,
  context: KioskContext,
): KioskStep {
  const { feed, hub } = live;
  if (feed.name !== 'offering' || hub === null) return keep(state, live);
  if (stored.generation !== feed.generation || stored.next !== feed.next) return keep(state, live);
  const answered: LiveLink = { ...live, feed: { name: 'idle' } };
  // Put back once more in the meantime: begin again with the newest.
  if (hub.generation !== feed.generation) return pullFeed(state, answered, context);
  const withHub = { ...context, hub };
  if (feed.more) return offerAfter(state, answered, feed.next, withHub);
  return adopt(state, answered, stored.position, withHub);
}

type WithHub = KioskContext & { readonly hub: HubMark };

function fetchAfter(
  state: KioskSyncState,
  live: LiveLink,
  position: number,
  { moment, hub }: WithHub,
): KioskStep {
  if (hub.position <= position) return keep(state, live);
  const { generation } = hub;
  const frame = { type: 'fetch-feed', generation, after: position, maxBytes: state.room } as const;
  return keep(state, { ...live, feed: { name: 'fetching', askedAt: moment.mono } }, [
    { kind: 'send', connection: live.connection, frame },
  ]);
}

function offerAfter(state: KioskSyncState, live: LiveLink, after: number, context: WithHub): KioskStep {
  const { moment, view, hub } = context;
  const { generation } = hub;
  // As many as a push may have: what the link bears is the same.
  const page = view.ledger.hubEvents(after, Math.min(state.batch, MAX_EVENTS_PER_FRAME), MAX_FRAME_BYTES);
  if (page.events.length === 0) return adopt(state, live, 0, context);
  const next = page.position;
  const feed = { name: 'offering', askedAt: moment.mono, generation, next, more: page.more } as const;
  // Only what a frame has: a store may know more of its rows.
  const events = page.events.map(({ origin, epoch, seq, hash, text, seal }) => ({
    origin,
    epoch,
    seq,
    hash,
    text,
    seal,
  }));
  const frame = { type: 'offer', generation, events, next } as const;
  return keep(state, { ...live, feed }, [{ kind: 'send', connection: live.connection, frame }]);
}

/** Everything was offered. Positions of the old generation mean nothing in the new one, so its feed is read from the start. */
function adopt(state: KioskSyncState, live: LiveLink, upTo: number, context: WithHub): KioskStep {
  const { generation, run } = context.hub;
  const cursor: FeedCursor = { generation, run: upTo === 0 ? run : null, position: 0 };
  const hub = { ...context.hub, position: Math.max(context.hub.position, upTo) };
  const offered = { ...live, hub, offered: { generation, upTo } };
  const first = fetchAfter(state, offered, 0, { ...context, hub });
  return {
    state: first.state,
    effects: [{ kind: 'append-hub-events', events: [], cursor }, ...first.effects],
  };
}

function keep(state: KioskSyncState, live: LiveLink, effects: readonly KioskEffect[] = []): KioskStep {
  return { state: { ...state, link: live }, effects };
}
