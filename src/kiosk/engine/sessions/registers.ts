import type { CredentialTag, EpochMs, EventId, PersonId, SectionId, SessionId } from '#domain/ids.ts';
import { deriveRegister } from '#domain/register/derive-register.ts';
import { gatherFacts } from '#domain/register/gather-facts.ts';
import type { Register } from '#domain/register/register.ts';
import type { Enrolment } from '#domain/register/roster.ts';
import { DEFAULT_RULES, type Rules } from '#domain/rules/rules.ts';
import { sessionStanding } from '#domain/session/session-state.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { EventBook } from './event-book.ts';

// Longer than doors are ever open before a class, or a class is extended; the fold looks closely.
const NEAR_MS = 12 * 60 * 60_000;

/** What registers need of the directory and of the cards that are known. */
export type RegisterDirectory = {
  /** Changes whenever any of the answers may have. */
  version(): string;
  place(): { readonly rules: Rules } | undefined;
  section(sectionId: SectionId): { readonly enrolments: readonly Enrolment[] } | undefined;
  resolveTag(tag: CredentialTag, at: EpochMs): PersonId | 'ambiguous' | undefined;
};

type Kept = {
  readonly version: string;
  readonly from: EpochMs;
  /** Time alone changes nothing before then. */
  readonly until: number;
  readonly register: Register;
};

/** The register of each session, folded when it is asked for and kept until something it rests on changes. */
export class Registers {
  readonly #book: EventBook;
  readonly #directory: RegisterDirectory;
  readonly #kept = new Map<SessionId, Kept>();

  constructor(book: EventBook, directory: RegisterDirectory) {
    this.#book = book;
    this.#directory = directory;
  }

  /** The rules in force here. */
  rules(): Rules {
    return this.#directory.place()?.rules ?? DEFAULT_RULES;
  }

  of(occurrence: Occurrence, now: EpochMs): Register {
    const { sessionId } = occurrence;
    const version = `${this.#directory.version()}/${this.#book.version(sessionId)}`;
    const kept = this.#kept.get(sessionId);
    if (kept?.version === version && now >= kept.from && now < kept.until) return kept.register;
    const register = this.#fold(occurrence, now);
    this.#kept.set(sessionId, { version, from: now, until: nextTurn(register, now), register });
    return register;
  }

  /** When the session would close if this control of it had never been given. */
  closeWithout(occurrence: Occurrence, control: EventId, now: EpochMs): EpochMs {
    const facts = this.#book.factsOf(occurrence.sessionId).filter(({ id }) => id !== control);
    const { ordered } = gatherFacts(facts);
    return sessionStanding({ occurrence, rules: this.rules(), ordered, now }).closesAt;
  }

  #fold(occurrence: Occurrence, now: EpochMs): Register {
    const { sessionId, sectionId, startsAt, endsAt } = occurrence;
    return deriveRegister({
      occurrence,
      rules: this.rules(),
      enrolments: this.#directory.section(sectionId)?.enrolments ?? [],
      facts: [
        ...this.#book.factsOf(sessionId),
        ...this.#book.touchesWithoutSession(startsAt - NEAR_MS, endsAt + NEAR_MS),
      ],
      resolve: (tag, at) => this.#directory.resolveTag(tag, at),
      now,
    });
  }
}

function nextTurn({ standing }: Register, now: EpochMs): number {
  const turns = [standing.doorsOpenAt, standing.lateFrom, standing.cutOffAt, standing.closesAt];
  return Math.min(...turns.filter((turn) => turn > now), Number.POSITIVE_INFINITY);
}
