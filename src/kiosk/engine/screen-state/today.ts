import type { TodayLine } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Sitting } from '../sessions/sitting.ts';
import { classCard } from './class-card.ts';
import type { People } from './scene.ts';

/** The room's classes on the campus's calendar day, in the order of their start. */
export function todayLines(
  sittings: readonly Sitting[],
  people: People,
  now: EpochMs,
  timeZone: string,
): TodayLine[] {
  const isToday = onSameDay(now, timeZone);
  const today = sittings.filter(({ occurrence }) => isToday(occurrence.startsAt));
  const next = today.find(({ register }) => register.standing.state === 'SCHEDULED');
  return today.map((sitting) => ({
    class: classCard(sitting, people),
    state: lineState(sitting, sitting === next),
    here: sitting.register.counts.here,
  }));
}

/** Whether an instant lies on the same calendar day of the zone as `now`. */
export function onSameDay(now: EpochMs, timeZone: string): (at: EpochMs) => boolean {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const today = day.format(now);
  return (at) => day.format(at) === today;
}

function lineState({ register: { standing } }: Sitting, isNext: boolean): TodayLine['state'] {
  switch (standing.state) {
    case 'SCHEDULED':
      return isNext ? 'next' : 'later';
    case 'ARMED':
    case 'OPEN':
      return 'now';
    case 'CLOSED':
    case 'SEALED':
    case 'LOCKED':
      return standing.notHeld ? 'not-held' : 'done';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return unreachable(standing.state);
  }
}
