import type { EpochMs, PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import { problemOf } from '#platform/database-problem.ts';
import type { EnrolOutcome, EnrolRequest } from '../devices/fingerprint/enrol-finger.ts';
import type { FingerListeners, FingerRead, SensorWelcome } from '../devices/fingerprint/finger-read.ts';
import type { FingerprintReader } from '../devices/fingerprint/fingerprint-reader.ts';
import type { SensorFound } from '../devices/fingerprint/probe-sensor.ts';
import { asWriteProblem } from '../ledger/ledger-problem.ts';
import type { Draft } from '../ledger/stored.ts';
import type { Journal } from '../sessions/journal.ts';
import type { Finger } from './finger.ts';
import type { FingerBook, NewFinger, Removal } from './finger-book.ts';

/** The version of the words that the screen shows before the first touch. Whoever changes the words changes it. */
export const CONSENT_TEXT = 'fingers-1';

/** A term's break, or a directory that came without somebody by mistake, is no reason to forget them. */
const FORGET_MISSING_AFTER_MS = 14 * 24 * 60 * 60_000;

export type FingerDeskParts = {
  readonly book: FingerBook;
  readonly journal: Journal;
  readonly now: () => EpochMs;
  readonly readers: () => readonly FingerprintReader[];
  /** Those of these people that the directory knows at all. */
  readonly knownAmong: (people: readonly PersonId[]) => ReadonlySet<PersonId>;
  readonly onTouch: (read: FingerRead, person: PersonId | undefined) => void;
  /** A sensor was replaced, or has lost fingers. */
  readonly onChange: () => void;
  /** At least 0, less than 1. */
  readonly random: () => number;
};

export type FingerToEnrol = Pick<EnrolRequest, 'onStep' | 'isCancelled'> & {
  readonly reader: string;
  readonly personId: PersonId;
  readonly by: PersonId;
};

export type EnrolledFinger =
  | { readonly kind: 'enrolled' }
  /** The finger is at the sensor already, as this person's. */
  | { readonly kind: 'known'; readonly personId: PersonId }
  | { readonly kind: 'failed'; readonly reason: EnrolFailure | 'not-kept' };
type EnrolFailure = Extract<EnrolOutcome, { kind: 'failed' }>['reason'];

/** Fingers at this kiosk, from consent to forgetting. What the list says comes first, the ledger is told of it, and the sensors follow. */
export class FingerDesk {
  readonly #parts: FingerDeskParts;
  readonly listeners: FingerListeners;

  constructor(parts: FingerDeskParts) {
    this.#parts = parts;
    this.listeners = {
      onFinger: (read) => this.#touch(read),
      onSensor: (reader, found) => this.#welcome(reader, found),
      onErased: (sensor, pages) => void this.#keep(() => parts.book.erased(sensor, pages)),
    };
  }

  /** The fingerprint readers of this kiosk. */
  readers(): readonly FingerprintReader[] {
    return this.#parts.readers();
  }

  /** Who is known to a sensor that is at one of the readers. */
  enrolled(): readonly PersonId[] {
    const present = new Set(this.#parts.book.sensors().flatMap(({ id, current }) => (current ? [id] : [])));
    return people(this.#fingers('kept').filter(({ sensor }) => present.has(sensor)));
  }

  /** Whoever had a finger here that no present sensor has: they have to enrol again. */
  toEnrolAgain(): readonly PersonId[] {
    const here = new Set(this.enrolled());
    const had = people([...this.#fingers('kept'), ...this.#fingers('again')]);
    return had.filter((personId) => !here.has(personId));
  }

  /** Records the consent, and has the finger touched twice. */
  async enrol({ reader: id, personId, by, onStep, isCancelled }: FingerToEnrol): Promise<EnrolledFinger> {
    const { journal, readers, random } = this.#parts;
    const reader = readers().find((each) => each.id === id);
    const connected = reader?.connected();
    if (reader === undefined || connected === undefined) return failed('sensor-failed');
    const page = reader.freePage(Math.floor(random() * connected.capacity));
    if (page === undefined) return failed('full');
    const consent = { personId, reader: id, text: CONSENT_TEXT, by };
    if (journal.record({ type: 'finger-consented', body: consent }) === undefined) return failed('not-kept');
    const outcome = await reader.enrol({ page, onStep, isCancelled });
    switch (outcome.kind) {
      case 'stored':
        return this.#note(reader, {
          sensor: connected.id,
          page,
          personId,
          reader: id,
          consent: CONSENT_TEXT,
          by,
        });
      case 'known':
        return this.#known(reader, connected.id, outcome.page, {
          reader: id,
          personId,
          by,
          onStep,
          isCancelled,
        });
      case 'failed':
        return outcome;
      default:
        return unreachable(outcome);
    }
  }

  /** Forgets every finger of the person's, here at once and at the sensors as soon as they answer. False: it could not be kept. */
  remove(personId: PersonId, removal: Removal): boolean {
    if (!this.#keep(() => this.#parts.book.remove(personId, removal))) return false;
    this.tellLedger();
    this.#eraseAtSensors();
    return true;
  }

  /** What has to be done now and then: whoever has left is forgotten, and a key that is old is followed by another. */
  tend(): void {
    this.#keep(() => this.#parts.book.rotateIfDue(this.#parts.now()));
    this.#lookForLeavers();
    this.tellLedger();
  }

  #lookForLeavers(): void {
    const { book, now, knownAmong } = this.#parts;
    const known = knownAmong(people(book.fingers()));
    const since = new Map(
      book.fingers().flatMap(({ content, missingSince }): [PersonId, number | null][] => {
        if (content === null) return [];
        return [[content.personId, known.has(content.personId) ? null : (missingSince ?? now())]];
      }),
    );
    if (!this.#keep(() => book.missing(since))) return;
    for (const [personId, missing] of since) {
      if (missing !== null && now() - missing >= FORGET_MISSING_AFTER_MS)
        this.remove(personId, { reason: 'left', by: null });
    }
  }

  /** Tells the ledger what it hasn't been told yet, as after a power cut between the two. */
  tellLedger(): void {
    const { book, journal } = this.#parts;
    const untold = book.fingers().filter(({ told }) => !told);
    const drafts = untold.flatMap((finger) => this.#draftOf(finger) ?? []);
    if (untold.length === 0) return;
    if (drafts.length === 0 || journal.record(...drafts) !== undefined) this.#keep(() => book.told(untold));
  }

  #welcome(reader: string, found: SensorFound): SensorWelcome {
    const { book, journal, onChange } = this.#parts;
    let welcome: ReturnType<FingerBook['welcome']> | undefined;
    this.#keep(() => {
      welcome = book.welcome(reader, found);
    });
    if (welcome === undefined) return { id: found.marker ?? reader, erase: [] };
    if (welcome.replaces !== undefined) journal.record({ type: 'sensor-changed', body: { reader } });
    this.tellLedger();
    if (welcome.replaces !== undefined || welcome.lost.length > 0) onChange();
    return welcome;
  }

  async #note(reader: FingerprintReader, finger: NewFinger): Promise<EnrolledFinger> {
    if (this.#keep(() => this.#parts.book.add(finger))) {
      this.tellLedger();
      return { kind: 'enrolled' };
    }
    await reader.erase([finger.page]);
    return { kind: 'failed', reason: 'not-kept' };
  }

  /** A list that can't be written is on the same disk as the ledger, and ends the same. */
  #keep(write: () => void): boolean {
    try {
      write();
      return true;
    } catch (error) {
      const problem = asWriteProblem(problemOf(error, 'fingers.db'));
      this.#parts.journal.fail(problem.kind === 'damaged' ? { ...problem, kind: 'disk-error' } : problem);
      return false;
    }
  }

  #touch(read: FingerRead): void {
    const person = read.page === null ? undefined : this.#parts.book.personAt(read.sensor, read.page);
    this.#parts.onTouch(read, person);
  }

  async #known(
    reader: FingerprintReader,
    sensor: string,
    page: number,
    request: FingerToEnrol,
  ): Promise<EnrolledFinger> {
    const personId = this.#parts.book.personAt(sensor, page);
    if (personId !== undefined) return { kind: 'known', personId };
    // Nobody's: left over from somebody else's use of the sensor, and the one who has this finger stands here.
    return (await reader.erase([page])) ? this.enrol(request) : failed('sensor-failed');
  }

  #draftOf({ state, content }: Finger): Draft | undefined {
    if (content === null) return undefined;
    const { personId, reader, consent, by, removal } = content;
    if (state === 'kept') return { type: 'finger-enrolled', body: { personId, reader, consent, by } };
    const hasOther = this.#fingers('kept').some(
      (other) => other.content?.personId === personId && other.content.reader === reader,
    );
    if (hasOther || removal === null) return undefined;
    return { type: 'finger-removed', body: { personId, reader, ...removal } };
  }

  #eraseAtSensors(): void {
    const { book, readers } = this.#parts;
    const toErase = this.#fingers('erase');
    for (const reader of readers()) {
      const sensor = reader.connected()?.id;
      const pages = toErase
        .filter(
          (finger) => finger.sensor === sensor && book.personAt(finger.sensor, finger.page) === undefined,
        )
        .map(({ page }) => page);
      if (pages.length > 0) void reader.erase(pages);
    }
  }

  #fingers(state: Finger['state']): readonly Finger[] {
    return this.#parts.book.fingers().filter((finger) => finger.state === state);
  }
}

function people(fingers: readonly Finger[]): readonly PersonId[] {
  return [...new Set(fingers.flatMap(({ content }) => content?.personId ?? []))];
}

function failed(reason: EnrolFailure | 'not-kept'): EnrolledFinger {
  return { kind: 'failed', reason };
}
