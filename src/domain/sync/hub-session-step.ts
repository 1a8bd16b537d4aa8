import { unreachable } from '#domain/unreachable.ts';
import type { Offer, Push, UpFrame } from './frames.ts';
import { sealedBytes } from './handshake.ts';
import { documentsFor, feedFor } from './hub-downloads.ts';
import { challenge, greet, refuse } from './hub-greeting.ts';
import { hearHeartbeat, hubHeartbeat, noteContact } from './hub-heartbeat.ts';
import type {
  HubContext,
  HubEffect,
  HubInput,
  HubSession,
  HubStep,
  LiveSession,
} from './hub-session-state.ts';

/** The shortest wait there is. */
const AT_ONCE_MS = 1;

type Ingested = Extract<HubInput, { kind: 'ingested' }>['outcome'];

/** The hub's half of kiosk-sync, for one connection: what follows from what just happened. Decides everything and does nothing. */
export function hubSessionStep(session: HubSession, input: HubInput, context: HubContext): HubStep {
  if (session.name === 'closed') return { session, effects: [] };
  switch (input.kind) {
    case 'opened':
      return challenge(input.nonce, context);
    case 'frame':
      return hear(session, input.frame, context);
    case 'ingested':
      return session.name === 'live' ? goOn(session, input.outcome, context) : stay(session);
    case 'tick':
      return session.name === 'live'
        ? tickLive(session, input.heard, context)
        : tickChallenged(session, context);
    case 'superseded':
      return refuse(input.isCopy ? 'copied' : 'superseded');
    case 'woken':
      return session.name === 'live' ? wake(session, context) : stay(session);
    case 'called':
      return session.name === 'live' ? call(session, input.from) : stay(session);
    case 'closed':
      return { session: { name: 'closed' }, effects: [] };
    default:
      return unreachable(input);
  }
}

function stay(session: HubSession, effects: readonly HubEffect[] = []): HubStep {
  return { session, effects };
}

function hangUp(why: string): HubStep {
  return { session: { name: 'closed' }, effects: [{ kind: 'close', why }] };
}

function hear(
  session: Exclude<HubSession, { name: 'closed' }>,
  frame: UpFrame,
  context: HubContext,
): HubStep {
  if (session.name === 'live') return hearLive({ ...session, heardAt: context.moment.mono }, frame, context);
  return frame.type === 'hello' ? greet(session, frame, context) : hangUp('no hello');
}

function hearLive(session: LiveSession, frame: UpFrame, context: HubContext): HubStep {
  const { view } = context;
  switch (frame.type) {
    case 'hello':
      // Only ever the same frame twice: a new one would have a new connection.
      return stay(session);
    case 'heartbeat':
      return isRevoked(session, context) ? refuse('revoked') : hearHeartbeat(session, frame, context);
    case 'push':
      return takePush(session, frame, context);
    case 'fetch-manifest': {
      const manifest = view.directory.manifestFor(session.kiosk);
      return stay(session, [{ kind: 'send', frame: { type: 'manifest', manifest } }]);
    }
    case 'fetch-documents':
      return stay(session, [{ kind: 'send', frame: documentsFor(session, frame, context) }]);
    case 'fetch-feed':
      return stay(session, [{ kind: 'send', frame: feedFor(session, frame, context) }]);
    case 'offer':
      return takeOffer(session, frame, context);
    default:
      return unreachable(frame);
  }
}

function takePush(session: LiveSession, push: Push, context: HubContext): HubStep {
  if (session.storing !== null) {
    // The same frame twice: its first copy is being answered.
    return push.from === session.storing ? stay(session) : stay({ ...session, next: push });
  }
  // A kiosk that begins a new epoch connects anew.
  if (push.epoch !== session.hello.epoch) return hangUp('a push of another epoch');
  const { moment, timings, view } = context;
  if (!view.admits(session.kiosk, push)) {
    const retryAfterMs = Math.ceil(timings.waitMs * (1 + moment.fraction()));
    return stay(session, [{ kind: 'send', frame: { type: 'wait', from: push.from, retryAfterMs } }]);
  }
  return stay({ ...session, storing: push.from, next: null }, [
    { kind: 'ingest', kiosk: session.kiosk, push },
  ]);
}

/** Should it be lost, the kiosk asks again by itself; whoever has just done so needs no call. */
function call(session: LiveSession, from: number): HubStep {
  if (session.storing !== null) return stay(session);
  return stay(session, [{ kind: 'send', frame: { type: 'wait', from, retryAfterMs: AT_ONCE_MS } }]);
}

/** Takes back what this hub itself once said and may have lost. Anything else is dropped, and told of. */
function takeOffer(session: LiveSession, { generation, events, next }: Offer, context: HubContext): HubStep {
  if (generation !== context.view.directory.generation()) {
    return stay(session, [{ kind: 'send', frame: hubHeartbeat(session, null, context) }]);
  }
  const { kiosk } = session;
  const own = events.filter((event) => context.self.seal(sealedBytes(event)) === event.seal);
  const forged = events.length - own.length;
  return stay(session, [
    ...(own.length > 0 ? [{ kind: 'accept-offer', kiosk, events: own } as const] : []),
    ...(forged > 0 ? [{ kind: 'note-forged', kiosk, count: forged } as const] : []),
    { kind: 'tell-offer-stored', kiosk, generation, next },
  ]);
}

/** Answers, and takes what has come meanwhile. */
function goOn(session: LiveSession, outcome: Ingested, context: HubContext): HubStep {
  const answered = answerPush(session, outcome, context);
  if (answered.session.name !== 'live' || session.next === null) return answered;
  const taken = takePush(answered.session, session.next, context);
  return { session: taken.session, effects: [...answered.effects, ...taken.effects] };
}

/** Only called once what the outcome says is on disk. */
function answerPush(session: LiveSession, outcome: Ingested, context: HubContext): HubStep {
  const { hello } = session;
  const { epoch } = hello;
  const next: LiveSession = { ...session, storing: null, next: null };
  switch (outcome.kind) {
    case 'stored': {
      const ack = { type: 'ack', epoch, ...outcome.head } as const;
      const backlog = (session.watermark?.seq ?? outcome.head.seq) - outcome.head.seq;
      const contact = noteContact(next, backlog, context);
      return stay(contact.session, [{ kind: 'send', frame: ack }, ...contact.effects]);
    }
    case 'gap':
    case 'fork':
      return stay(next, [{ kind: 'send', frame: { type: outcome.kind, epoch, head: outcome.head } }]);
    case 'bad-signature':
      return refuse('bad-signature');
    case 'not-now': {
      const { from, retryAfterMs } = outcome;
      return stay(next, [{ kind: 'send', frame: { type: 'wait', from, retryAfterMs } }]);
    }
    case 'failed':
      return hangUp('the store failed');
    default:
      return unreachable(outcome);
  }
}

function wake(session: LiveSession, context: HubContext): HubStep {
  if (isRevoked(session, context)) return refuse('revoked');
  return stay(session, [{ kind: 'send', frame: hubHeartbeat(session, null, context) }]);
}

function isRevoked({ kiosk }: LiveSession, { view }: HubContext): boolean {
  return view.directory.kioskStanding(kiosk)?.revoked !== false;
}

function tickLive(session: LiveSession, heard: boolean, context: HubContext): HubStep {
  const { moment, timings } = context;
  const heardAt = heard ? moment.mono : session.heardAt;
  if (moment.mono >= heardAt + timings.deadMs) return hangUp('silent');
  if (moment.mono < session.beatAt + timings.heartbeatMs) return stay({ ...session, heardAt });
  return stay({ ...session, heardAt, beatAt: moment.mono }, [
    { kind: 'send', frame: hubHeartbeat(session, null, context) },
  ]);
}

function tickChallenged(
  session: Extract<HubSession, { name: 'challenged' }>,
  { moment, timings }: HubContext,
): HubStep {
  return moment.mono >= session.since + timings.helloMs ? hangUp('no hello in time') : stay(session);
}
