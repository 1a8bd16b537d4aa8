import {
  ClockAlert,
  Copy,
  CreditCard,
  FileWarning,
  HardDrive,
  History,
  type LucideIcon,
  Unplug,
  Upload,
} from 'lucide-react';
import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import type { Tone } from '#ui/attendance/status-look.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What happened to a ledger longer ago than this is history. */
const RECENT_MS = 7 * DAY_MS;
/** Corrected times don't need the wall clock, but whoever looks at it does. */
const WRONG_CLOCK_MS = MINUTE_MS;
/** From here on marks are flagged for it. */
const UNSURE_CLOCK_MS = 2 * MINUTE_MS;

/** Why somebody should look at a kiosk, the worst first. */
export const WORRIES = [
  'copied',
  'flagged',
  'cut-off',
  'damaged',
  'rolled-back',
  'offline',
  'clock',
  'behind',
  'unknown-cards',
] as const;
export type Worry = (typeof WORRIES)[number];

export const WORRY_TONE: Readonly<Record<Worry, Tone>> = {
  copied: 'stop',
  flagged: 'stop',
  'cut-off': 'stop',
  damaged: 'late',
  'rolled-back': 'late',
  offline: 'late',
  clock: 'late',
  behind: 'plain',
  'unknown-cards': 'plain',
};

export const WORRY_ICON: Readonly<Record<Worry, LucideIcon>> = {
  copied: Copy,
  flagged: FileWarning,
  'cut-off': Unplug,
  damaged: HardDrive,
  'rolled-back': History,
  offline: Unplug,
  clock: ClockAlert,
  behind: Upload,
  'unknown-cards': CreditCard,
};

/** What is to be said of a kiosk, the worst first; nothing of one that was shut out or never came. */
export function worriesOf(kiosk: Kiosk, now: number): readonly Worry[] {
  if (kiosk.revokedAt !== null || kiosk.lastContactAt === null) return [];
  return WORRIES.filter((worry) => APPLIES[worry](kiosk, now));
}

/** 0: nothing is to be said. The higher, the sooner somebody should look. */
export function urgencyOf(kiosk: Kiosk, now: number): number {
  return worriesOf(kiosk, now).reduce(
    (sum, worry) => sum + 2 ** (WORRIES.length - WORRIES.indexOf(worry)),
    0,
  );
}

const APPLIES: Readonly<Record<Worry, (kiosk: Kiosk, now: number) => boolean>> = {
  copied: (kiosk, now) => kiosk.copied || beganAnew(kiosk, 'forked', now),
  flagged: ({ flaggedEvents }) => flaggedEvents > 0,
  'cut-off': ({ online, backlog }) => !online && backlog > 0,
  damaged: (kiosk, now) => beganAnew(kiosk, 'damaged', now) || wasHealed(kiosk, now),
  'rolled-back': (kiosk, now) => beganAnew(kiosk, 'rolled-back', now),
  offline: ({ online, backlog }) => !online && backlog === 0,
  clock: ({ clock }) =>
    clock !== null && (Math.abs(clock.offsetMs) >= WRONG_CLOCK_MS || clock.uncertaintyMs >= UNSURE_CLOCK_MS),
  behind: ({ online, backlog }) => online && backlog > 0,
  'unknown-cards': ({ unknownCards }) => unknownCards > 0,
};

function beganAnew({ ledgers }: Kiosk, reason: string, now: number): boolean {
  return ledgers !== null && ledgers.reason === reason && now - ledgers.at < RECENT_MS;
}

function wasHealed({ check }: Kiosk, now: number): boolean {
  return check !== null && check.outcome === 'healed' && now - check.at < RECENT_MS;
}
