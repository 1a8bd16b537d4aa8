import { unreachable } from '#domain/unreachable.ts';
import { sendHeartbeat } from './kiosk-heartbeat.ts';
import { dial, loseLink } from './kiosk-link.ts';
import type { KioskContext, KioskStep, KioskSyncState, LiveLink } from './kiosk-state.ts';
import { askAgain } from './kiosk-upload.ts';
import type { KioskTimings } from './timings.ts';

/** What the passing of time brings. */
export function tick(state: KioskSyncState, heard: boolean, context: KioskContext): KioskStep {
  const { link } = state;
  const { mono } = context.moment;
  switch (link.name) {
    case 'stopped':
      return { state, effects: [] };
    case 'backing-off':
    case 'refused':
      return mono >= link.until ? dial(state, context) : { state, effects: [] };
    case 'connecting':
    case 'greeting':
      if (mono < link.since + context.timings.handshakeMs) return { state, effects: [] };
      return loseLink(state, 'the hub did not answer', context);
    case 'live':
      return tickLive(state, heard ? { ...link, heardAt: mono } : link, context);
    default:
      return unreachable(link);
  }
}

/** When time alone changes something next; for setting one timer. */
export function nextTickAt(state: KioskSyncState, timings: KioskTimings): number {
  const { link } = state;
  switch (link.name) {
    case 'stopped':
      return Number.POSITIVE_INFINITY;
    case 'backing-off':
    case 'refused':
      return link.until;
    case 'connecting':
    case 'greeting':
      return link.since + timings.handshakeMs;
    case 'live':
      return Math.min(
        link.heardAt + link.timings.deadMs,
        link.beatAt + link.timings.heartbeatMs,
        link.upload.name === 'told-to-wait' ? link.upload.until : Number.POSITIVE_INFINITY,
        waitsSince(link) + timings.stallMs,
      );
    default:
      return unreachable(link);
  }
}

function tickLive(state: KioskSyncState, live: LiveLink, context: KioskContext): KioskStep {
  const { moment, timings } = context;
  if (moment.mono >= live.heardAt + live.timings.deadMs)
    return loseLink(state, 'the hub fell silent', context);
  // The watchdog: a link on which only heartbeats arrive is no link.
  if (moment.mono >= waitsSince(live) + timings.stallMs) {
    return loseLink(state, 'the hub is there but nothing moves', context);
  }
  if (mayLearnOfArchived(live, context)) return loseLink(state, 'greets the hub anew', context);
  const beats = moment.mono >= live.beatAt + live.timings.heartbeatMs;
  const beat = beats ? sendHeartbeat(live, context) : { live, effects: [] };
  const { upload } = beat.live;
  if (upload.name !== 'told-to-wait' || moment.mono < upload.until) {
    return { state: { ...state, link: beat.live }, effects: beat.effects };
  }
  const pushed = askAgain(state, beat.live, context);
  return { state: pushed.state, effects: [...beat.effects, ...pushed.effects] };
}

/** The hub hints at a verified copy, and nothing is under way that a new greeting would disturb. */
function mayLearnOfArchived(live: LiveLink, { moment, timings, view }: KioskContext): boolean {
  if (live.hub === null || moment.mono < live.since + timings.renewMs) return false;
  const isBusy = live.upload.name !== 'idle' || live.feed.name !== 'idle' || live.directory.name !== 'idle';
  return !isBusy && live.hub.archivedSeq > view.ledger.acked().archivedSeq;
}

/** Since when an answer has been due. Being told to wait is an answer. */
function waitsSince({ upload, progressAt, feed, directory }: LiveLink): number {
  return Math.min(
    upload.name === 'in-flight' ? progressAt : Number.POSITIVE_INFINITY,
    feed.name === 'idle' ? Number.POSITIVE_INFINITY : feed.askedAt,
    directory.name === 'asked-manifest' || directory.name === 'fetching'
      ? directory.askedAt
      : Number.POSITIVE_INFINITY,
  );
}
