import type { EpochMs, KioskNumber, PersonId, SessionId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import type { Draft } from '../ledger/stored.ts';
import type { Journal } from '../sessions/journal.ts';
import {
  openableSittings,
  type Sitting,
  sittingOnScreen,
  type UnlockEffect,
  unlockEffect,
  whoMayUnlock,
} from '../sessions/sitting.ts';
import {
  continueUnlocking,
  type Dialogue,
  dialogueAt,
  NO_DIALOGUE,
  openControls,
  startUnlocking,
  type Unlocking,
} from './dialogue.ts';
import type { PinCheck, TypedPin } from './pin-check.ts';
import { type Attempt, recentProof } from './proof.ts';

export type UnlockDeskParts = {
  readonly kiosk: KioskNumber;
  readonly journal: Journal;
  readonly now: () => EpochMs;
  readonly sittings: () => readonly Sitting[];
  /** This kiosk's attempts so far, oldest first. */
  readonly attempts: () => readonly Attempt[];
  readonly faculty: (personId: PersonId) => { readonly pin: string | null } | undefined;
  readonly pins: PinCheck;
  /** The dialogue changed by itself: a PIN was checked. */
  readonly onChange: () => void;
};

// A card held on for a moment too long opens the class, and not also its controls over the code.
const DOUBLE_TOUCH_MS = 5_000;

/** Where faculty prove who they are, and what that opens. Every method that may refuse returns the words of its refusal. */
export class UnlockDesk {
  readonly #parts: UnlockDeskParts;
  #dialogue: Dialogue = NO_DIALOGUE;
  #last: { readonly personId: PersonId; readonly at: EpochMs } | undefined;

  constructor(parts: UnlockDeskParts) {
    this.#parts = parts;
  }

  dialogue(): Dialogue {
    this.#dialogue = dialogueAt(this.#dialogue, this.#parts.now());
    return this.#dialogue;
  }

  /** Whoever has the controls of the class on screen open. Each use keeps them open a while longer. */
  holdControls(): { readonly sitting: Sitting; readonly by: PersonId } | undefined {
    const dialogue = this.dialogue();
    const sitting = sittingOnScreen(this.#parts.sittings(), this.#parts.kiosk);
    if (dialogue.name !== 'controls' || dialogue.sessionId !== sitting?.occurrence.sessionId)
      return undefined;
    this.#dialogue = openControls(dialogue.sessionId, dialogue.by, this.#parts.now());
    return { sitting, by: dialogue.by };
  }

  startUnlock(sessionId: SessionId): string | undefined {
    const sitting = openableSittings(this.#parts.sittings()).find(
      ({ occurrence }) => occurrence.sessionId === sessionId,
    );
    if (sitting === undefined) return 'This class can’t be opened now.';
    this.#startUnlocking('open', sitting, sitting.occurrence.faculty);
    return undefined;
  }

  askForControls(): string | undefined {
    const { kiosk, now, attempts } = this.#parts;
    const sittings = this.#parts.sittings();
    const sitting = sittingOnScreen(sittings, kiosk);
    if (sitting === undefined) return 'No class is open here.';
    const { sessionId } = sitting.occurrence;
    const proven = recentProof(attempts(), sessionId, now());
    if (proven === undefined)
      this.#startUnlocking('controls', sitting, whoMayUnlock(sittings, sitting, now()));
    else this.#dialogue = openControls(sessionId, proven, now());
    return undefined;
  }

  choose(personId: PersonId | null): string | undefined {
    const dialogue = this.dialogue();
    if (dialogue.name !== 'unlocking') return 'There is nothing to unlock at the moment.';
    if (dialogue.attempt === 'checking') return undefined;
    this.#dialogue = continueUnlocking(dialogue, { chosen: personId, attempt: 'idle' }, this.#parts.now());
    return undefined;
  }

  cancel(): void {
    this.#dialogue = NO_DIALOGUE;
  }

  async enterPin(personId: PersonId, pin: string): Promise<string | undefined> {
    const dialogue = this.dialogue();
    if (dialogue.name !== 'unlocking') return 'There is nothing to unlock at the moment.';
    if (dialogue.attempt === 'checking') return 'One moment: the last PIN is still being checked.';
    const verifier = this.#mayTry(dialogue, personId) ? this.#parts.faculty(personId)?.pin : undefined;
    if (verifier === undefined) return 'This person does not teach this class.';
    if (verifier === null) return 'No PIN has been set for this person. The card unlocks as well.';
    if (this.#parts.pins.turnsAway(personId, dialogue.sessionId)) {
      this.#dialogue = continueUnlocking(dialogue, { chosen: personId, attempt: 'idle' }, this.#parts.now());
      return undefined;
    }
    await this.#check(dialogue, { personId, verifier, pin });
    return undefined;
  }

  /** What a card of this person unlocks now. */
  effectOfCard(personId: PersonId): UnlockEffect {
    const effect = this.#effectFor(personId);
    const isRepeat = this.#last?.personId === personId && this.#parts.now() - this.#last.at < DOUBLE_TOUCH_MS;
    return isRepeat && effect.kind !== 'nothing' ? { kind: 'again', sitting: effect.sitting } : effect;
  }

  /** The events of a proof that was accepted; undefined when no number for the opening could be kept. */
  drafts(effect: UnlockEffect, personId: PersonId, method: Method): readonly Draft[] | undefined {
    if (effect.kind === 'nothing' || effect.kind === 'again') return [];
    const { sessionId } = effect.sitting.occurrence;
    const attempt: Draft = {
      type: 'unlock-attempted',
      body: { personId, method, outcome: 'accepted', sessionId },
    };
    if (effect.kind === 'controls') return [attempt];
    const number = this.#parts.journal.takeOpeningNumber();
    if (number === undefined) return undefined;
    return [
      attempt,
      { type: 'opening-started', body: { sessionId, number, by: personId, method, adHoc: null } },
    ];
  }

  /** Shows what was unlocked, after its events were recorded. */
  entered(effect: UnlockEffect, personId: PersonId): void {
    if (effect.kind === 'nothing' || effect.kind === 'again') return;
    const now = this.#parts.now();
    this.#last = { personId, at: now };
    const { sessionId } = effect.sitting.occurrence;
    this.#dialogue = effect.kind === 'controls' ? openControls(sessionId, personId, now) : NO_DIALOGUE;
  }

  #effectFor(personId: PersonId): UnlockEffect {
    return unlockEffect(this.#parts.sittings(), this.#parts.kiosk, personId, this.#parts.now());
  }

  #startUnlocking(purpose: Unlocking['purpose'], sitting: Sitting, faculty: readonly PersonId[]): void {
    // Nobody has to choose between one.
    const [only, another] = faculty;
    const chosen = another === undefined ? (only ?? null) : null;
    const { sessionId } = sitting.occurrence;
    this.#dialogue = startUnlocking({ purpose, sessionId, chosen }, this.#parts.now());
  }

  #mayTry(dialogue: Unlocking, personId: PersonId): boolean {
    return this.#effectOfPin(dialogue, personId).kind !== 'nothing';
  }

  /** From the ready screen a PIN opens the class that was pressed; at an open class it does what a card would do. */
  #effectOfPin(dialogue: Unlocking, personId: PersonId): UnlockEffect {
    if (dialogue.purpose === 'controls') return this.#effectFor(personId);
    const sitting = openableSittings(this.#parts.sittings()).find(
      ({ occurrence }) => occurrence.sessionId === dialogue.sessionId,
    );
    if (sitting === undefined || !sitting.occurrence.faculty.includes(personId)) return { kind: 'nothing' };
    return { kind: 'open', sitting };
  }

  async #check(dialogue: Unlocking, typed: TypedPin): Promise<void> {
    const { pins, now, onChange } = this.#parts;
    const { personId } = typed;
    this.#dialogue = continueUnlocking(dialogue, { chosen: personId, attempt: 'checking' }, now());
    onChange();
    const checking = this.#dialogue;
    const right = await pins.isRight(typed, dialogue.sessionId);
    // Whoever went away meanwhile opens nothing; a wrong PIN counts all the same.
    const stillHere = this.#dialogue === checking;
    if (right && stillHere) this.#accept(dialogue, personId);
    if (!right && stillHere) {
      this.#dialogue = continueUnlocking(dialogue, { chosen: personId, attempt: 'wrong' }, now());
    }
    onChange();
  }

  #accept(dialogue: Unlocking, personId: PersonId): void {
    this.#dialogue = NO_DIALOGUE;
    const effect = this.#effectOfPin(dialogue, personId);
    const drafts = this.drafts(effect, personId, 'pin');
    if (drafts === undefined || drafts.length === 0) return;
    if (this.#parts.journal.record(...drafts) !== undefined) this.entered(effect, personId);
  }
}
