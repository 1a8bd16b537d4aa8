import type { Panel } from '#contracts/engine-link/panel/panel.ts';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Sitting } from '../sessions/sitting.ts';

// Midnight, a clock that was set, a hub that has been silent for too long: whatever is not foreseen below shows within this.
const AT_LATEST_MS = 30_000;

/** When the screen has to be composed again although nothing happens: the step of the code, a time-out, a door that opens. */
export function nextChange(state: ScreenState, sittings: readonly Sitting[], now: EpochMs): EpochMs {
  const turns = sittings.flatMap(({ register: { standing } }) => [standing.doorsOpenAt, standing.closesAt]);
  const ahead = [...turns, ...instantsIn(state), ...instantsOfPanel(state.common.panel)].filter(
    (at) => at > now,
  );
  return Math.min(now + AT_LATEST_MS, ...ahead) as EpochMs;
}

function instantsIn(state: ScreenState): readonly number[] {
  switch (state.name) {
    case 'session':
      return [state.code?.until ?? 0, state.answer?.until ?? 0, ...instantsOfControls(state.controls)];
    case 'unlocking':
      return [
        state.until,
        state.answer?.until ?? 0,
        state.attempt.kind === 'locked-out' ? state.attempt.until : 0,
      ];
    case 'summary':
      return [state.until, state.answer?.until ?? 0];
    case 'ready':
      return [state.answer?.until ?? 0];
    case 'not-enrolled':
    case 'out-of-order':
      return [];
    default:
      return unreachable(state);
  }
}

function instantsOfPanel(panel: Panel): readonly number[] {
  if (panel.name === 'closed') return [];
  if (panel.name === 'open') return [panel.until];
  return [panel.until, panel.attempt.kind === 'locked-out' ? panel.attempt.until : 0];
}

type Controls = Extract<ScreenState, { name: 'session' }>['controls'];

function instantsOfControls(controls: Controls): readonly number[] {
  switch (controls.kind) {
    case 'closed':
      return [];
    case 'open':
      return [controls.until];
    case 'unlocking':
      return [controls.until, controls.attempt.kind === 'locked-out' ? controls.attempt.until : 0];
    default:
      return unreachable(controls);
  }
}
