import { headBytes } from '#domain/ledger/head.ts';
import type { Ack, Fork, Gap, Push, Wait } from './frames.ts';
import { resumeAt, startEpoch } from './kiosk-resume.ts';
import type { KioskContext, KioskStep, KioskSyncState, LiveLink } from './kiosk-state.ts';
import { MAX_EVENTS_PER_FRAME, MAX_FRAME_BYTES, SMALL_BACKLOG } from './limits.ts';

/** Sends what comes after `acked`, unless a push is unanswered, the hub asked to wait, or there is nothing. */
export function pushNext(
  state: KioskSyncState,
  live: LiveLink,
  acked: number,
  context: KioskContext,
): KioskStep {
  const head = context.view.ledger.head();
  if (live.upload.name !== 'idle' || head.seq <= acked)
    return { state: { ...state, link: live }, effects: [] };
  const frame = pushFrom(acked, head.seq, state.batch, context);
  const upload = { name: 'in-flight', from: frame.from, to: frame.head.seq } as const;
  return {
    state: { ...state, link: { ...live, upload } },
    effects: [{ kind: 'send', connection: live.connection, frame }],
  };
}

function pushFrom(acked: number, headSeq: number, batch: number, { view, self }: KioskContext): Push {
  const events = view.ledger.read(acked, batch, MAX_FRAME_BYTES);
  const seq = acked + events.length;
  const hash = view.ledger.hashAt(seq);
  if (events.length === 0 || hash === undefined) throw new Error(`the ledger has no events after ${acked}`);
  const epoch = view.ledger.epoch();
  const signature = self.sign(
    headBytes({ institutionId: self.institutionId, kiosk: self.kiosk, epoch, seq, hash }),
  );
  return {
    type: 'push',
    epoch,
    from: acked + 1,
    events,
    head: { seq, hash, signature },
    more: Math.max(0, headSeq - seq),
  };
}

/** The hub has more on its disk. Its hash must be ours: an acknowledgement of other events is none. */
export function acceptAck(state: KioskSyncState, live: LiveLink, ack: Ack, context: KioskContext): KioskStep {
  const { ledger } = context.view;
  const acked = ledger.acked();
  // An older one that was overtaken or repeated. Only a welcome, or a gap, may move the cursor back.
  if (ack.epoch !== ledger.epoch() || ack.seq < acked.seq) return { state, effects: [] };
  const own = ledger.hashAt(ack.seq);
  if (own === undefined) return startEpoch(state, 'rolled-back', context);
  if (own !== ack.hash) return startEpoch(state, 'forked', context);

  const { upload } = live;
  const answered = upload.name === 'in-flight' && ack.seq >= upload.to;
  const batch = answered ? Math.min(MAX_EVENTS_PER_FRAME, state.batch * 2) : state.batch;
  const next: LiveLink = {
    ...live,
    upload: answered ? { name: 'idle' } : upload,
    progressAt: ack.seq > acked.seq ? context.moment.mono : live.progressAt,
  };
  const pushed = pushNext({ ...state, batch }, next, ack.seq, context);
  return {
    state: pushed.state,
    effects: [{ kind: 'record-ack', acked: { ...acked, seq: ack.seq, hash: ack.hash } }, ...pushed.effects],
  };
}

/** Many kiosks are catching up, or the hub's disk is full. Told while it waits that it need not wait so long, a kiosk is called: there is room now. */
export function acceptWait(
  state: KioskSyncState,
  live: LiveLink,
  wait: Wait,
  context: KioskContext,
): KioskStep {
  const { upload } = live;
  const { from } = wait;
  if (upload.name === 'idle' || upload.from !== from) return { state, effects: [] };
  const until = context.moment.mono + wait.retryAfterMs;
  if (upload.name === 'told-to-wait') {
    // The same word twice says nothing new.
    return until < upload.until ? goOn(state, live, context) : { state, effects: [] };
  }
  const waiting: LiveLink = { ...live, upload: { name: 'told-to-wait', from, until } };
  return { state: { ...state, link: waiting }, effects: [] };
}

/** The wait is over. Nobody called: what is sent now is small, so that asking again costs nothing, and live touches get through. */
export function askAgain(state: KioskSyncState, live: LiveLink, context: KioskContext): KioskStep {
  return goOn({ ...state, batch: Math.min(state.batch, SMALL_BACKLOG) }, live, context);
}

function goOn(state: KioskSyncState, live: LiveLink, context: KioskContext): KioskStep {
  const again: LiveLink = { ...live, upload: { name: 'idle' }, progressAt: context.moment.mono };
  return pushNext(state, again, context.view.ledger.acked().seq, context);
}

/** The hub has less than this kiosk thought: go on from its head. */
export function acceptGap(state: KioskSyncState, live: LiveLink, gap: Gap, context: KioskContext): KioskStep {
  if (gap.epoch !== context.view.ledger.epoch() || live.upload.name !== 'in-flight')
    return { state, effects: [] };
  const resumed = resumeAt(state, gap.head, context.view.ledger.acked().archivedSeq, context);
  if (resumed.state.link.name !== 'live') return resumed;
  const pushed = pushNext(state, { ...live, upload: { name: 'idle' } }, gap.head.seq, context);
  return { state: pushed.state, effects: [...resumed.effects, ...pushed.effects] };
}

/** The hub holds other events under this epoch. */
export function acceptFork(
  state: KioskSyncState,
  live: LiveLink,
  fork: Fork,
  context: KioskContext,
): KioskStep {
  if (fork.epoch !== context.view.ledger.epoch() || live.upload.name !== 'in-flight')
    return { state, effects: [] };
  return startEpoch(state, 'forked', context);
}
