import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { EpochMs, KioskNumber, SessionId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Readers } from '../devices/start-readers.ts';
import type { PanelDesk } from '../panel/panel-desk.ts';
import type { UnlockDesk } from '../unlock/unlock-desk.ts';
import type { Journal } from './journal.ts';
import type { Registers } from './registers.ts';
import { type ControlCommand, controlDraft, resumeDraft } from './session-control.ts';
import { type Sitting, sittingJustClosed } from './sitting.ts';

export type CommandParts = {
  readonly kiosk: KioskNumber;
  readonly now: () => EpochMs;
  readonly sittings: () => readonly Sitting[];
  readonly desk: UnlockDesk;
  readonly panel: PanelDesk;
  readonly journal: Journal;
  readonly registers: Registers;
  readonly readers: Pick<Readers, 'pressKey' | 'simulated' | 'camera'>;
  /** The camera decoded a code. */
  readonly see: (text: string) => void;
  readonly closeSummary: (sessionId: SessionId) => void;
};

/** The words of a refusal; undefined when it was carried out. */
type Refusal = string | undefined;

/** Does what a person asked for at the screen. */
export function carryOut(command: ScreenCommand, parts: CommandParts): Refusal | Promise<Refusal> {
  const { desk, panel, readers } = parts;
  const asking = panel.isAsking() ? panel : desk;
  switch (command.type) {
    case 'enrol':
      return 'This kiosk is enrolled already.';
    case 'panel':
      // One thing at a time at the screen.
      if (command.command.type === 'open') desk.cancel();
      return panel.command(command.command);
    case 'start-unlock':
      panel.close();
      return desk.startUnlock(command.sessionId);
    case 'choose-faculty':
      return asking.choose(command.personId);
    case 'enter-pin':
      return asking.enterPin(command.personId, command.pin);
    case 'cancel':
      asking.cancel();
      return undefined;
    case 'open-controls':
      panel.close();
      return desk.askForControls();
    case 'show-code':
    case 'extend':
    case 'end-session':
    case 'mark':
      return control(command, parts);
    case 'resume-session':
      return resume(parts);
    case 'close-summary':
      return closeSummary(parts);
    case 'key':
      readers.pressKey(command);
      return undefined;
    case 'camera-code':
      parts.see(command.text);
      return undefined;
    case 'camera-state':
      readers.camera?.tell(command.state, command.label);
      return undefined;
    case 'simulate-card':
    case 'simulate-reader':
      return simulate(command, parts);
    default:
      return unreachable(command);
  }
}

function control(command: ControlCommand, { desk, journal }: CommandParts): Refusal {
  const proven = desk.holdControls();
  if (proven === undefined) return 'The controls are closed. Open them first.';
  const { sitting, by } = proven;
  if (command.type === 'mark' && !isOnRoster(sitting, command)) return 'This person is not in this class.';
  journal.record(controlDraft(command, sitting, by));
  if (command.type === 'end-session') desk.cancel();
  return undefined;
}

function isOnRoster({ register }: Sitting, { personId }: Extract<ControlCommand, { type: 'mark' }>): boolean {
  return register.marks.some((mark) => mark.personId === personId);
}

function resume({ sittings, kiosk, now, journal, registers }: CommandParts): Refusal {
  const closed = sittingJustClosed(sittings(), kiosk, now());
  const { endedBy } = closed?.register.standing ?? {};
  if (closed === undefined || endedBy === undefined || endedBy === null) {
    return 'It is too late to take this back. The class can be opened again in the console.';
  }
  const closeBefore = registers.closeWithout(closed.occurrence, endedBy.eventId, now());
  journal.record(resumeDraft(closed, closeBefore, now()));
  return undefined;
}

function closeSummary({ sittings, kiosk, now, closeSummary: close }: CommandParts): Refusal {
  const closed = sittingJustClosed(sittings(), kiosk, now());
  if (closed !== undefined) close(closed.occurrence.sessionId);
  return undefined;
}

function simulate(
  command: Extract<ScreenCommand, { type: 'simulate-card' | 'simulate-reader' }>,
  { readers: { simulated } }: CommandParts,
): Refusal {
  if (simulated === undefined) return 'There is no simulated reader. Start the kiosk with MUSTER_SIMULATE=1.';
  if (command.type === 'simulate-reader') {
    if (command.connected) simulated.replug();
    else simulated.unplug();
    return undefined;
  }
  const tapped = simulated.tap(command.number);
  return tapped.ok ? undefined : tapped.error;
}
