import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { Answer, ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs, SessionId } from '#domain/ids.ts';
import type { CardRead } from './devices/reader.ts';
import type { EngineParts } from './engine-parts.ts';
import { answerView } from './screen-state/answer-view.ts';
import { composeScreen } from './screen-state/compose-screen.ts';
import { nextChange } from './screen-state/next-change.ts';
import { outOfOrder } from './self-check/out-of-order.ts';
import { carryOut } from './sessions/carry-out.ts';
import { joinOpenings } from './sessions/join-openings.ts';
import { judgeTouch } from './sessions/judge-touch.ts';
import type { Sitting } from './sessions/sitting.ts';
import { touchDraft } from './sessions/touch-draft.ts';

/**
 * The kiosk at work, one way through: a card at a reader becomes a person, an answer, an event on the disk, and only then
 * a state on the screen. What is shown is composed anew from the ledger each time, so a restart shows the same.
 */
export class Engine {
  readonly #parts: EngineParts;
  #answer: Answer | null = null;
  #summaryClosed: SessionId | null = null;
  #cancelAlarm: () => void = () => undefined;
  #stopped = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** A card came into a reader's field. */
  touch(read: CardRead): void {
    const { now, cards, sittings, journal, desk, people, drawTimes } = this.#parts;
    const at = now();
    if (this.#parts.panel.takesCard(read)) {
      this.render();
      return;
    }
    const card = cards.resolve(read, at);
    if (card === undefined) return;
    const touch = judgeTouch(card, { ...this.#parts.touchRules(), at, sittings: sittings(at) });
    const unlocking = touch.person === undefined ? [] : desk.drafts(touch.effect, touch.person, 'card');
    if (unlocking === undefined) return;
    const presentation = touchDraft(read, card, touch, this.#parts.directoryRev());
    // From here on it is kept, or nothing is shown.
    const stored = journal.record(presentation, ...unlocking)?.[0];
    if (stored === undefined) return;
    if (touch.person !== undefined) desk.entered(touch.effect, touch.person);
    const { id } = stored.event;
    this.#answer = answerView({ id, at, method: 'card', touch, nameOf: (person) => people.nameOf(person) });
    drawTimes.touched(id, this.#parts.wallOf(read.at));
    this.render();
  }

  /** Somebody did something at the screen. */
  async command(command: ScreenCommand, refuse: (text: string) => void): Promise<void> {
    const { now, sittings, desk, panel, journal, registers, readers, kiosk } = this.#parts;
    const closeSummary = (sessionId: SessionId) => {
      this.#summaryClosed = sessionId;
    };
    const parts = { kiosk, now, desk, panel, journal, registers, readers: readers(), closeSummary };
    const refusal = await carryOut(command, { ...parts, sittings: () => sittings(now()) });
    if (refusal !== undefined) refuse(refusal);
    this.render();
  }

  /** Shows how things stand, and sees to being here again when that changes by itself. */
  render(): void {
    if (this.#stopped) return;
    const { now, sittings, kiosk, journal, show, alarm } = this.#parts;
    const at = now();
    joinOpenings(sittings(at), kiosk, journal);
    const here = sittings(at);
    const state = this.#compose(at, here);
    show(state);
    this.#cancelAlarm();
    this.#cancelAlarm = alarm(nextChange(state, here, at) - at, () => this.render());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelAlarm();
  }

  #compose(now: EpochMs, sittings: readonly Sitting[]): ScreenState {
    const { kiosk, people, desk, journal, codeOf, lockOutOf } = this.#parts;
    const common = this.#parts.common(now);
    const problem = journal.problem();
    if (problem !== undefined) return outOfOrder(problem, common);
    return composeScreen({
      now,
      common,
      kiosk,
      sittings,
      people,
      dialogue: desk.dialogue(),
      answer: this.#answer,
      summaryClosed: this.#summaryClosed,
      lockOutOf: (personId) => lockOutOf(personId, now),
      codeOf: (opening) => codeOf(opening, now),
    });
  }
}
