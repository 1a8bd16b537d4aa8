import {
  Archive,
  Ban,
  CalendarClock,
  CircleDot,
  CircleSlash,
  DoorOpen,
  Hourglass,
  Lock,
  type LucideIcon,
} from 'lucide-react';
import type { Session } from '#contracts/hub-api/sessions.ts';
import type { Tone } from '#ui/attendance/status-look.ts';

/** What a session's state is called; one that nobody opened is a state of its own to whoever looks. */
export type ShownState = Session['state'] | 'notHeld';

export const SHOWN_STATES: readonly ShownState[] = [
  'OPEN',
  'ARMED',
  'SCHEDULED',
  'CLOSED',
  'SEALED',
  'LOCKED',
  'notHeld',
  'CANCELLED',
];

type Look = { readonly icon: LucideIcon; readonly tone: Tone };

export const SESSION_LOOK: Readonly<Record<ShownState, Look>> = {
  SCHEDULED: { icon: CalendarClock, tone: 'plain' },
  ARMED: { icon: DoorOpen, tone: 'late' },
  OPEN: { icon: CircleDot, tone: 'good' },
  CLOSED: { icon: Hourglass, tone: 'plain' },
  SEALED: { icon: Archive, tone: 'plain' },
  LOCKED: { icon: Lock, tone: 'plain' },
  CANCELLED: { icon: Ban, tone: 'stop' },
  notHeld: { icon: CircleSlash, tone: 'late' },
};

export function shownState({ state, notHeld }: Pick<Session, 'state' | 'notHeld'>): ShownState {
  return notHeld && state !== 'CANCELLED' ? 'notHeld' : state;
}
