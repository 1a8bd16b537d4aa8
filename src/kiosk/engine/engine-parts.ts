import type { Common, RoomCodeView, ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs, KioskNumber, PersonId } from '#domain/ids.ts';
import type { LockOut } from '#domain/session/lock-out.ts';
import type { Opening } from '#domain/session/session-standing.ts';
import type { Readers } from './devices/start-readers.ts';
import type { DrawTimes } from './link/draw-times.ts';
import type { PanelDesk } from './panel/panel-desk.ts';
import type { BadgeDesk } from './passes/badge-desk.ts';
import type { PassDesk } from './passes/pass-desk.ts';
import type { People } from './screen-state/scene.ts';
import type { CardResolver } from './sessions/card-resolver.ts';
import type { Journal } from './sessions/journal.ts';
import type { TouchContext } from './sessions/judge-touch.ts';
import type { Registers } from './sessions/registers.ts';
import type { Sitting } from './sessions/sitting.ts';
import type { UnlockDesk } from './unlock/unlock-desk.ts';

/** What the engine works with; `assembleEngine` puts it together. Times are corrected unless they say otherwise. */
export type EngineParts = {
  readonly kiosk: KioskNumber;
  readonly now: () => EpochMs;
  readonly journal: Journal;
  readonly registers: Registers;
  readonly sittings: (now: EpochMs) => readonly Sitting[];
  readonly cards: CardResolver;
  readonly passes: PassDesk;
  readonly badges: BadgeDesk;
  readonly desk: UnlockDesk;
  readonly panel: PanelDesk;
  readonly people: People;
  readonly readers: () => Pick<Readers, 'pressKey' | 'simulated' | 'camera'>;
  readonly touchRules: () => Omit<TouchContext, 'at' | 'sittings'>;
  /** Revision of the directory in force. */
  readonly directoryRev: () => number;
  readonly lockOutOf: (personId: PersonId, now: EpochMs) => LockOut;
  readonly codeOf: (opening: Opening, now: EpochMs) => RoomCodeView | null;
  readonly common: (now: EpochMs) => Omit<Common, 'camera'>;
  readonly show: (state: ScreenState) => void;
  readonly drawTimes: DrawTimes;
  /** What the wall clock says. */
  readonly wall: () => number;
  /** What the wall clock said at a moment of the monotonic one. */
  readonly wallOf: (monoMs: number) => number;
  /** Runs once, `ms` from now, unless the function it returns is called first. */
  readonly alarm: (ms: number, run: () => void) => () => void;
};
