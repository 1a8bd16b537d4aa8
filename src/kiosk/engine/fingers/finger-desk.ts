import type { EpochMs, PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { EnrolOutcome, EnrolRequest } from '../devices/fingerprint/enrol-finger.ts';
import type { FingerListeners, FingerRead } from '../devices/fingerprint/finger-read.ts';
import type { FingerprintReader } from '../devices/fingerprint/fingerprint-reader.ts';
import type { Draft } from '../ledger/stored.ts';
import type { Journal } from '../sessions/journal.ts';
import type { Finger } from './finger.ts';
import type { FingerBook, Removal } from './finger-book.ts';

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
  | Extract<EnrolOutcome, { kind: 'failed' }>;

/** Fingers at this kiosk, from consent to forgetting. What the list says comes first, the ledger is told of it, and the sensors follow. */
export class FingerDesk {
  readonly #parts: FingerDeskParts;
  readonly listeners: FingerListeners;

  constructor(parts: FingerDeskParts) {
    this.#parts = parts;
    this.listeners = {
      onFinger: (read) => this.#touch(read),
      onSensor: (reader, found) => {
        const welcome = parts.book.welcome(reader, found);
        if (welcome.replaces !== undefined)
          parts.journal.record({ type: 'sensor-changed', body: { reader } });
        this.tellLedger();
        if (welcome.replaces !== undefined || welcome.lost.length > 0) parts.onChange();
        return welcome;
      },
      onErased: (sensor, pages) => parts.book.erased(sensor, pages),
    };
  }

  /** Who has a finger at each reader's present sensor. */
  enrolledAt(reader: string): readonly PersonId[] {
    const sensor = this.#sensorAt(reader);
    return people(this.#fingers('kept').filter((finger) => finger.sensor === sensor));
  }

  /** Whoever had a finger here that no present sensor has: they have to enrol again. */
  toEnrolAgain(): readonly PersonId[] {
    const present = new Set(this.#parts.book.sensors().flatMap(({ id, current }) => (current ? [id] : [])));
    const here = new Set(people(this.#fingers('kept').filter(({ sensor }) => present.has(sensor))));
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
    if (journal.record({ type: 'finger-consented', body: consent }) === undefined)
      return failed('sensor-failed');
    const outcome = await reader.enrol({ page, onStep, isCancelled });
    switch (outcome.kind) {
      case 'stored':
        this.#parts.book.add({
          ...{ sensor: connected.id, page, personId, reader: id },
          ...{ consent: CONSENT_TEXT, by },
        });
        this.tellLedger();
        return { kind: 'enrolled' };
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

  /** Forgets every finger of the person's, here at once and at the sensors as soon as they answer. */
  remove(personId: PersonId, removal: Removal): void {
    this.#parts.book.remove(personId, removal);
    this.tellLedger();
    this.#eraseAtSensors();
  }

  /** The directory has changed, or a day has passed. */
  lookForLeavers(): void {
    const { book, now, knownAmong } = this.#parts;
    const known = knownAmong(people(book.fingers()));
    const since = new Map(
      book.fingers().flatMap(({ content, missingSince }): [PersonId, number | null][] => {
        if (content === null) return [];
        return [[content.personId, known.has(content.personId) ? null : (missingSince ?? now())]];
      }),
    );
    book.missing(since);
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
    if (drafts.length === 0 || journal.record(...drafts) !== undefined) book.told(untold);
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
    const toErase = this.#fingers('erase');
    for (const reader of this.#parts.readers()) {
      const sensor = reader.connected()?.id;
      const pages = toErase.filter((finger) => finger.sensor === sensor).map(({ page }) => page);
      if (pages.length > 0) void reader.erase(pages);
    }
  }

  #fingers(state: Finger['state']): readonly Finger[] {
    return this.#parts.book.fingers().filter((finger) => finger.state === state);
  }

  #sensorAt(reader: string): string | undefined {
    return this.#parts.book.sensors().find((sensor) => sensor.reader === reader && sensor.current)?.id;
  }
}

function people(fingers: readonly Finger[]): readonly PersonId[] {
  return [...new Set(fingers.flatMap(({ content }) => content?.personId ?? []))];
}

function failed(reason: Extract<EnrolOutcome, { kind: 'failed' }>['reason']): EnrolledFinger {
  return { kind: 'failed', reason };
}
