import type { EpochMs, EventId, PersonId } from '#domain/ids.ts';
import { whichHolds } from '#domain/ledger/supersession.ts';
import type { FactOf } from '#domain/register/fact.ts';

/** What extensions and ends by hand amount to. */
export interface SessionControls {
  readonly closesAt: EpochMs;
  readonly endedBy: { readonly eventId: EventId; readonly at: EpochMs; readonly by: PersonId | null } | null;
  /** The one that holds. */
  readonly last: EventId | null;
  readonly conflict: boolean;
}

type ControlFact = FactOf<'session-extended'> | FactOf<'session-ended'>;

/** The close of a session from its scheduled one and the extensions and ends given in the order of corrected time. */
export function sessionControls(scheduledClose: EpochMs, ordered: readonly ControlFact[]): SessionControls {
  const controls = ordered.map((fact) => ({ id: fact.id, supersedes: fact.event.body.supersedes, fact }));
  const { holds, conflict } = whichHolds(controls);
  const closesBefore = closeInForce(scheduledClose, controls, holds);
  if (holds?.fact.event.type !== 'session-ended') {
    return { closesAt: closesBefore, endedBy: null, last: holds?.id ?? null, conflict };
  }
  const { id, at, event } = holds.fact;
  // Whoever ends a session that has closed by itself changes nothing.
  if (at >= closesBefore) return { closesAt: closesBefore, endedBy: null, last: id, conflict };
  return { closesAt: at, endedBy: { eventId: id, at, by: event.body.by }, last: id, conflict };
}

type Control = { readonly id: EventId; readonly supersedes: EventId | null; readonly fact: ControlFact };

/** The close that the nearest extension set, going back from one control to the one it replaced. */
function closeInForce(
  scheduledClose: EpochMs,
  controls: readonly Control[],
  from: Control | undefined,
): EpochMs {
  const seen = new Set<EventId>();
  let control = from;
  while (control !== undefined && !seen.has(control.id)) {
    if (control.fact.event.type === 'session-extended') return control.fact.event.body.closesAt;
    seen.add(control.id);
    const before = control.supersedes;
    control = controls.find(({ id }) => id === before);
  }
  return scheduledClose;
}
