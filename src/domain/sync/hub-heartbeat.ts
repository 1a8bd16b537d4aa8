import type { EpochMs } from '#domain/ids.ts';
import type { HubHeartbeat, KioskHeartbeat } from './frames.ts';
import type { HubContext, HubEffect, HubStep, LiveSession } from './hub-session-state.ts';

/** Where the hub stands with what it has for this kiosk. */
export function hubHeartbeat(
  { kiosk, hello }: LiveSession,
  echo: HubHeartbeat['echo'],
  { view, moment }: HubContext,
): HubHeartbeat {
  const { rev, digest } = view.directory.manifestFor(kiosk);
  return {
    type: 'heartbeat',
    echo,
    sentAt: moment.now,
    archivedSeq: view.events.archivedSeq(kiosk, hello.epoch),
    manifest: { rev, digest },
    feed: {
      generation: view.directory.generation(),
      run: view.directory.run(),
      position: view.directory.feedHead(kiosk),
    },
  };
}

/** Answers at once, which is the other half of the kiosk's clock sample. */
export function hearHeartbeat(session: LiveSession, beat: KioskHeartbeat, context: HubContext): HubStep {
  const { moment } = context;
  const echo = { sentAt: beat.sentAt, receivedAt: moment.now };
  // While it still has events to give back to a hub that was put back from a copy, its head says nothing about those.
  const isWhole = beat.feed.generation === context.view.directory.generation();
  const isOfThisLink = beat.epoch === session.hello.epoch;
  const stated =
    isWhole && isOfThisLink && beat.at !== null ? { seq: beat.head, at: beat.at } : session.watermark;
  const { clock, check } = beat;
  const next: LiveSession = { ...session, beatAt: moment.mono, watermark: stated, told: { clock, check } };
  const contact = noteContact(next, beat.head - beat.acked, context);
  return {
    session: contact.session,
    effects: [{ kind: 'send', frame: hubHeartbeat(session, echo, context) }, ...contact.effects],
  };
}

/** Tells the hub what is known of the kiosk. Its word about time becomes its watermark once the events it spoke of are stored. */
export function noteContact(
  session: LiveSession,
  backlog: number,
  { view }: HubContext,
): { readonly session: LiveSession; readonly effects: readonly HubEffect[] } {
  const { kiosk, hello, watermark } = session;
  const head = view.events.headOf(kiosk, hello.epoch)?.seq ?? 0;
  const reached: EpochMs | null = watermark !== null && watermark.seq <= head ? watermark.at : null;
  const contact = {
    kiosk,
    epoch: hello.epoch,
    app: hello.app,
    backlog: Math.max(0, backlog),
    watermark: reached,
    ...session.told,
  };
  return {
    session: reached === null ? session : { ...session, watermark: null },
    effects: [{ kind: 'note-contact', contact }],
  };
}
