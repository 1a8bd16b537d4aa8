import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { Answer, ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import { takesTouches } from '#domain/punch/answer-presentation.ts';
import type { FingerRead } from './devices/fingerprint/finger-read.ts';
import type { CardRead } from './devices/reader.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Draft } from './ledger/stored.ts';
import { cameraView } from './passes/camera-view.ts';
import type { RefusedPass } from './passes/pass-desk.ts';
import { refusedTouch } from './passes/refused-touch.ts';
import { answerView } from './screen-state/answer-view.ts';
import { composeScreen } from './screen-state/compose-screen.ts';
import { nextChange } from './screen-state/next-change.ts';
import { outOfOrder } from './self-check/out-of-order.ts';
import { carryOut } from './sessions/carry-out.ts';
import { joinOpenings } from './sessions/join-openings.ts';
import { type JudgedTouch, judgeTouch } from './sessions/judge-touch.ts';
import type { Presented } from './sessions/presented.ts';
import { type Sitting, sittingForTouch } from './sessions/sitting.ts';
import { touchDraft } from './sessions/touch-draft.ts';
import { turnedAway } from './sessions/turned-away.ts';

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
    const { now, cards, panel, wallOf } = this.#parts;
    if (panel.takesCard(read)) {
      this.render();
      return;
    }
    const card = cards.resolve(read, now());
    if (card === undefined) return;
    const wallAt = wallOf(read.at);
    this.present({ ...card, reader: read.reader, method: 'card', mayUnlock: true, wallAt });
  }

  /** Somebody was recognised, by whatever reader, or something that stands for somebody was held to one. */
  present(presented: Presented): void {
    const { now, sittings, journal, desk, people, drawTimes } = this.#parts;
    const at = now();
    const { method } = presented;
    const touch = judgeTouch(presented, { ...this.#parts.touchRules(), at, sittings: sittings(at) });
    const unlocking = touch.person === undefined ? [] : desk.drafts(touch.effect, touch.person, method);
    if (unlocking === undefined) return;
    const presentation = touchDraft(presented, touch, this.#parts.directoryRev());
    // From here on it is kept, or nothing is shown.
    const stored = journal.record(presentation, ...unlocking)?.[0];
    if (stored === undefined) return;
    if (touch.person !== undefined) desk.entered(touch.effect, touch.person);
    const { id } = stored.event;
    this.#answer = answerView({ id, at, method, touch, nameOf: (person) => people.nameOf(person) });
    drawTimes.touched(id, presented.wallAt);
    this.render();
  }

  /** A finger was laid on a sensor; `person` is whose it is. */
  touchFinger({ reader, advice, at: monoAt }: FingerRead, person: PersonId | undefined): void {
    const { now, sittings, wallOf } = this.#parts;
    const wallAt = wallOf(monoAt);
    if (person !== undefined) {
      this.present({ reader, method: 'finger', tag: null, person, mayUnlock: true, wallAt });
      return;
    }
    const sitting = sittingForTouch(sittings(now()), undefined, now());
    const sessionId = sitting?.occurrence.sessionId ?? null;
    const why = advice === null ? 'not-found' : 'unclear';
    const body = { reader, why, sessionId } as const;
    this.#turnAway(
      { type: 'finger-unknown', body },
      'finger',
      turnedAway('unknown-finger', undefined, sitting),
    );
  }

  /** The camera decoded a code. */
  #see(text: string): void {
    const { now, passes, badges, readers, sittings, wall } = this.#parts;
    const { camera } = readers();
    const at = now();
    // A screen that goes on looking when it shouldn't is not listened to.
    if (camera === undefined || !sittings(at).some((sitting) => takesTouches(sitting, at))) return;
    const badge = badges.read(text, at);
    const read = passes.read(text, at);
    camera.count(read !== undefined || badge !== undefined);
    if (read?.kind === 'refused') this.#refusePass(camera.id, read, at);
    const about = { reader: camera.id, wallAt: wall() };
    // Whoever has a picture of a badge has the badge: it opens nothing.
    if (badge !== undefined) this.present({ ...about, ...badge, method: 'badge', mayUnlock: false });
    if (read?.kind !== 'good') return;
    this.present({ ...about, method: 'pass', tag: null, person: read.personId, mayUnlock: true });
  }

  #refusePass(reader: string, { why, personId }: RefusedPass, at: EpochMs): void {
    const sitting = sittingForTouch(this.#parts.sittings(at), personId ?? undefined, at);
    const sessionId = sitting?.occurrence.sessionId ?? null;
    const draft = { type: 'pass-refused', body: { reader, personId, why, sessionId } } as const;
    this.#turnAway(draft, 'pass', refusedTouch(why, personId, sitting));
  }

  /** Keeps that something didn't count, and says so. */
  #turnAway(draft: Draft, method: Method, touch: JudgedTouch): void {
    const { journal, now, people } = this.#parts;
    const stored = journal.record(draft)?.[0];
    if (stored === undefined) return;
    const nameOf = (person: PersonId) => people.nameOf(person);
    this.#answer = answerView({ id: stored.event.id, at: now(), method, touch, nameOf });
    this.render();
  }

  /** Somebody did something at the screen. */
  async command(command: ScreenCommand, refuse: (text: string) => void): Promise<void> {
    const { now, sittings, desk, panel, journal, registers, readers, kiosk } = this.#parts;
    const closeSummary = (sessionId: SessionId) => {
      this.#summaryClosed = sessionId;
    };
    const parts = { kiosk, now, desk, panel, journal, registers, readers: readers(), closeSummary };
    const see = (text: string) => this.#see(text);
    const refusal = await carryOut(command, { ...parts, see, sittings: () => sittings(now()) });
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
    const around = this.#parts.common(now);
    const { panel } = around;
    const problem = journal.problem();
    const camera = cameraView({ camera: this.#parts.readers().camera, sittings, panel, at: now });
    const common = { ...around, camera };
    // Nobody can be recorded.
    if (problem !== undefined) return outOfOrder(problem, { ...common, camera: null });
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
