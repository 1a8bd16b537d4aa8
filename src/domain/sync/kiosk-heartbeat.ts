import { addToClockWindow, CLOCK_SAMPLES, clockSampleOf } from './clock-window.ts';
import type { ClockError, HubHeartbeat } from './frames.ts';
import type { KioskContext, KioskEffect, KioskMoment, LiveLink } from './kiosk-state.ts';

export type LiveStep = { readonly live: LiveLink; readonly effects: readonly KioskEffect[] };

/** Says where this kiosk stands. It is also half of a clock sample. */
export function sendHeartbeat(live: LiveLink, { moment, view, lastCheck }: KioskContext): LiveStep {
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
          clock: clockErrorOf(moment),
          check: lastCheck,
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
  const hub = { ...beat.feed, manifest: beat.manifest, archivedSeq: beat.archivedSeq };
  // A hub of another generation has forgotten what it was asked.
  const feed = live.hub?.generation === hub.generation ? live.feed : ({ name: 'idle' } as const);
  const sampled = sampleClock({ ...live, hub, feed }, beat, context);
  const first = sampled.live.clock.samples.length < CLOCK_SAMPLES && beat.echo !== null;
  const asked = first ? sendHeartbeat(sampled.live, context) : { live: sampled.live, effects: [] };
  return { live: asked.live, effects: [...sampled.effects, ...asked.effects] };
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

function clockErrorOf({ wall, corrected, uncertaintyMs }: KioskMoment): ClockError | null {
  return corrected === null || uncertaintyMs === null ? null : { offsetMs: wall - corrected, uncertaintyMs };
}
