import { backOffMs } from './back-off.ts';
import type { Refuse } from './frames.ts';
import type { KioskContext, KioskEffect, KioskStep, KioskSyncState, Link } from './kiosk-state.ts';
import { MAX_FRAME_BYTES } from './limits.ts';

// How a link begins and ends.

/** A push that starts a link has no more events than this; it grows while the hub answers. */
const FIRST_BATCH = 50;

/** What a fetch asks for at least, on a link that swallows everything long. */
const MIN_ROOM = 4 * 1024;

/** An answer came: the next may be twice as long. */
export function grown(room: number): number {
  return Math.min(MAX_FRAME_BYTES, room * 2);
}

/** Dials a new connection. */
export function dial(state: KioskSyncState, { moment }: KioskContext): KioskStep {
  const connection = state.connections + 1;
  return {
    state: {
      ...state,
      connections: connection,
      batch: Math.min(state.batch, FIRST_BATCH),
      offlineSince: state.offlineSince ?? moment.mono,
      link: { name: 'connecting', since: moment.mono, connection },
    },
    effects: [{ kind: 'dial', connection }],
  };
}

/** Gives the link up and tries again later; `notBefore` keeps it from trying too early. */
export function loseLink(
  state: KioskSyncState,
  why: string,
  { moment, timings }: KioskContext,
  notBefore = 0,
): KioskStep {
  const { link } = state;
  const wasHealthy = link.name === 'live' && moment.mono - link.since >= timings.healthyAfterMs;
  const failures = wasHealthy ? 0 : state.failures;
  const until = moment.mono + backOffMs(failures, timings.backOff, moment.fraction());
  const unanswered =
    link.name === 'live' && (link.upload.name === 'in-flight' || link.feed.name === 'offering');
  const unfetched =
    link.name === 'live' && (link.feed.name === 'fetching' || link.directory.name === 'fetching');
  return {
    state: {
      ...state,
      failures: failures + 1,
      batch: unanswered ? Math.max(1, state.batch >> 1) : state.batch,
      room: unfetched ? Math.max(MIN_ROOM, state.room >> 1) : state.room,
      offlineSince: state.offlineSince ?? moment.mono,
      lastLoss: why,
      link: { name: 'backing-off', since: moment.mono, until: Math.max(until, notBefore) },
    },
    effects: hangUp(link),
  };
}

/** The hub will not have this kiosk: say so, and ask again now and then, for somebody may have set it right. */
export function acceptRefusal(
  state: KioskSyncState,
  { reason, text }: Refuse,
  context: KioskContext,
): KioskStep {
  if (reason === 'busy') return loseLink(state, text, context);
  const { moment, timings } = context;
  const waitMs = timings.refusedRetryMs * (0.75 + moment.fraction() / 2);
  // Soon enough to prove to the hub that there are two, and seldom enough not to drive each other out all the time.
  const until = moment.mono + Math.ceil(reason === 'superseded' ? timings.backOff.capMs / 3 : waitMs);
  return {
    state: {
      ...state,
      failures: state.failures + 1,
      offlineSince: state.offlineSince ?? moment.mono,
      lastLoss: text,
      link: { name: 'refused', since: moment.mono, until, reason, text },
    },
    effects: hangUp(state.link),
  };
}

/** Ends everything. */
export function stop(state: KioskSyncState): KioskStep {
  return { state: { ...state, link: { name: 'stopped' } }, effects: hangUp(state.link) };
}

/** The connection a link has, if it has one. */
export function connectionOf(link: Link): number | undefined {
  return 'connection' in link ? link.connection : undefined;
}

function hangUp(link: Link): readonly KioskEffect[] {
  const connection = connectionOf(link);
  return connection === undefined ? [] : [{ kind: 'hang-up', connection }];
}
