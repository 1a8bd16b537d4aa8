import { addToClockWindow, CLOCK_SAMPLES, clockSampleOf } from './clock-window.ts';
import type { HubHeartbeat } from './frames.ts';
import type { KioskContext, KioskEffect, LiveLink } from './kiosk-state.ts';

export type LiveStep = { readonly live: LiveLink; readonly effects: readonly KioskEffect[] };

/** Says where this kiosk stands. It is also half of a clock sample. */
export function sendHeartbeat(live: LiveLink, { moment, view }: KioskContext): LiveStep {
  const { ledger, directory } = view;
  return {
    live: { ...live, beatAt: moment.mono },
    effects: [
      {
        kind: 'send',
        connection: live.connection,
        frame: {
          type: 'heartbeat',
          sentAt: moment.mono,
          epoch: ledger.epoch(),
          head: ledger.head().seq,
          at: moment.corrected,
          acked: ledger.acked().seq,
          feed: ledger.feedCursor(),
          manifest: directory.mark(),
        },
      },
    ],
  };
}

/** Learns from the hub's heartbeat where it stands and what its clock says. While samples are few, asks for the next at once. */
export function hearHeartbeat(live: LiveLink, beat: HubHeartbeat, context: KioskContext): LiveStep {
  const hub = { ...beat.feed, manifest: beat.manifest };
  // A hub of another generation has forgotten what it was asked.
  const feed = live.hub?.generation === hub.generation ? live.feed : ({ name: 'idle' } as const);
  const sampled = sampleClock({ ...live, hub, feed }, beat, context);
  const archived = noteArchived(beat.archivedSeq, context);
  const first = sampled.live.clock.samples.length < CLOCK_SAMPLES && beat.echo !== null;
  const asked = first ? sendHeartbeat(sampled.live, context) : { live: sampled.live, effects: [] };
  return { live: asked.live, effects: [...sampled.effects, ...archived, ...asked.effects] };
}

function sampleClock(live: LiveLink, beat: HubHeartbeat, { moment }: KioskContext): LiveStep {
  if (beat.echo === null) return { live, effects: [] };
  const { sentAt, receivedAt } = beat.echo;
  const sample = clockSampleOf({ sentAt, receivedAt, answeredAt: beat.sentAt, backAt: moment.mono });
  if (sample === undefined) return { live, effects: [] };
  const { window, tell } = addToClockWindow(live.clock, sample);
  return {
    live: { ...live, clock: window },
    effects: tell === null ? [] : [{ kind: 'tell-clock-sample', sample: tell }],
  };
}

function noteArchived(told: number, { view }: KioskContext): readonly KioskEffect[] {
  const acked = view.ledger.acked();
  const archivedSeq = Math.min(told, acked.seq);
  return archivedSeq > acked.archivedSeq ? [{ kind: 'record-ack', acked: { ...acked, archivedSeq } }] : [];
}
