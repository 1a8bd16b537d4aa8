import type { PersonId } from '#domain/ids.ts';
import type { FingerRemovalReason } from '#domain/ledger/finger-events.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import type { SensorId, SensorWelcome } from '../devices/fingerprint/finger-read.ts';
import type { SensorFound } from '../devices/fingerprint/probe-sensor.ts';
import { type Finger, type FingerContent, openFinger, sealContent } from './finger.ts';
import type { FingerKeys } from './finger-keys.ts';
import { type FingerStatements, prepareFingerStatements } from './finger-statements.ts';
import { type KnownSensor, type Recognised, recogniseSensor } from './recognise-sensor.ts';

export type NewFinger = Omit<FingerContent, 'removal'>;
export type Removal = { readonly reason: FingerRemovalReason; readonly by: PersonId | null };

/**
 * Whose finger is at which place of which sensor. Kept encrypted, held open in memory; templates are on the sensors alone. Every change is
 * on the disk when the call returns; one that can't be written throws.
 */
export class FingerBook {
  readonly #db: SqliteDatabase;
  readonly #sql: FingerStatements;
  readonly #keys: FingerKeys;
  readonly #newSensorId: () => SensorId;
  #fingers: readonly Finger[];
  #sensors: readonly KnownSensor[];

  /** What can't be opened (its key is gone) is forgotten: the sensor's place is then nobody's, and erased when it is met. */
  constructor(db: SqliteDatabase, keys: FingerKeys, newSensorId: () => SensorId) {
    this.#db = db;
    this.#sql = prepareFingerStatements(db);
    this.#keys = keys;
    this.#newSensorId = newSensorId;
    for (const row of this.#sql.fingers.all())
      if (openFinger(row, keys) === undefined) this.#sql.removeFinger.run(row.id);
    this.#fingers = this.#readFingers();
    this.#sensors = this.#readSensors();
  }

  fingers(): readonly Finger[] {
    return this.#fingers;
  }

  sensors(): readonly KnownSensor[] {
    return this.#sensors;
  }

  personAt(sensor: SensorId, page: number): PersonId | undefined {
    return this.#fingers.find(
      (finger) => finger.state === 'kept' && finger.sensor === sensor && finger.page === page,
    )?.content?.personId;
  }

  /** Notes a finger that its sensor has stored. Whoever had to enrol again has done so. */
  add(content: NewFinger): void {
    const { sensor, page, personId } = content;
    const hadThere = this.#at(sensor).filter((finger) => finger.state === 'erase' && finger.page === page);
    const stale = [
      ...this.#of(personId).filter(({ state }) => state === 'again'),
      ...hadThere.filter(isOver),
    ];
    this.#change(() => {
      for (const { id } of stale) this.#sql.removeFinger.run(id);
      const sealed = sealContent({ ...content, removal: null }, this.#keys);
      this.#sql.addFinger.run({ sensor, page, state: 'kept', ...sealed, told: 0, missingSince: null });
    });
  }

  /** Takes every finger of the person's away. The sensors forget them when `erased` says so. */
  remove(personId: PersonId, removal: Removal): void {
    const theirs = this.#of(personId).filter(({ state }) => state !== 'erase');
    this.#change(() => {
      for (const finger of theirs) {
        if (finger.state === 'again') this.#sql.removeFinger.run(finger.id);
        else this.#put({ ...finger, state: 'erase', told: false }, removal);
      }
    });
  }

  /** The ledger has been told of these. Of one that was taken away it is then forgotten whose it was. */
  told(fingers: readonly Finger[]): void {
    this.#change(() => {
      for (const finger of fingers)
        this.#put({ ...finger, told: true, content: finger.state === 'erase' ? null : finger.content });
    });
    // The log of changes would keep the box for as long as nothing else is written.
    this.#db.pragma('wal_checkpoint(truncate)');
  }

  /** The sensor has forgotten what was at these places. */
  erased(sensor: SensorId, pages: readonly number[]): void {
    const gone = this.#fingers.filter(
      (finger) => isOver(finger) && finger.sensor === sensor && pages.includes(finger.page),
    );
    this.#change(() => {
      for (const { id } of gone) this.#sql.removeFinger.run(id);
    });
  }

  /** Since when the directory hasn't known these people; null: it does. */
  missing(people: ReadonlyMap<PersonId, number | null>): void {
    const changed = this.#fingers.filter(({ content, missingSince }) => {
      const since = content === null ? undefined : people.get(content.personId);
      return since !== undefined && since !== missingSince;
    });
    if (changed.length === 0) return;
    this.#change(() => {
      for (const finger of changed) {
        const since = finger.content === null ? null : (people.get(finger.content.personId) ?? null);
        this.#put({ ...finger, missingSince: since });
      }
    });
  }

  /** A sensor answers at a reader: which one it is, and what it has to forget. What it has lost has to be enrolled again. */
  welcome(reader: string, found: SensorFound): Recognised & SensorWelcome {
    const recognised = recogniseSensor(found, reader, { sensors: this.#sensors, newId: this.#newSensorId });
    const { id, replaces } = recognised;
    const { type, capacity } = found;
    this.#change(() => {
      const marked = typeof found.marker === 'string' ? 1 : 0;
      this.#sql.putSensor.run({ id, reader, marked, type, capacity, current: 1 });
      this.#sql.leaveReader.run(reader, id);
      for (const finger of this.#at(id)) this.#meet(finger, found, replaces !== undefined);
    });
    return recognised;
  }

  /** Seals everything with a new key, and forgets the old one, when that is old enough. */
  rotateIfDue(nowMs: number): void {
    if (!this.#keys.isDue(nowMs)) return;
    this.#keys.rotate(nowMs);
    this.reseal();
  }

  /** What an older key still seals is sealed with the newest: a rotation that was interrupted is finished. */
  reseal(): void {
    // Nothing is written where nothing has to be: a kiosk also starts on a full disk.
    if (this.#sql.sealedOtherwise.get(this.#keys.current) !== undefined) {
      this.#change(() => {
        for (const finger of this.#fingers) this.#put(finger);
      });
    }
    this.#keys.retire();
  }

  close(): void {
    this.#db.close();
  }

  /** Puts what is known of a finger right by what its sensor has. */
  #meet(finger: Finger, { pages }: SensorFound, isBack: boolean): void {
    const isThere = pages.includes(finger.page);
    if (isOver(finger) && !isThere) this.#sql.removeFinger.run(finger.id);
    if (finger.state !== 'kept') return;
    if (!isThere) this.#put({ ...finger, state: 'again', told: false }, SENSOR_LOST);
    // The ledger said that nobody was known at this reader any more.
    else if (isBack) this.#put({ ...finger, told: false });
  }

  #of(personId: PersonId): readonly Finger[] {
    return this.#fingers.filter(({ content }) => content?.personId === personId);
  }

  #at(sensor: SensorId): readonly Finger[] {
    return this.#fingers.filter((finger) => finger.sensor === sensor);
  }

  #put({ id, state, sensor, page, told, missingSince, content }: Finger, removal?: Removal): void {
    const sealed =
      content === null
        ? { key: this.#keys.current, box: '' }
        : sealContent({ ...content, removal: removal ?? content.removal }, this.#keys);
    this.#sql.changeFinger.run({ id, sensor, page, state, ...sealed, told: told ? 1 : 0, missingSince });
  }

  #change(write: () => void): void {
    this.#db.transaction(write).immediate();
    this.#fingers = this.#readFingers();
    this.#sensors = this.#readSensors();
  }

  #readFingers(): readonly Finger[] {
    return this.#sql.fingers.all().flatMap((row) => openFinger(row, this.#keys) ?? []);
  }

  #readSensors(): readonly KnownSensor[] {
    return this.#sql.sensors.all().map((row) => ({
      ...row,
      marked: row.marked === 1,
      current: row.current === 1,
      kept: this.#fingers
        .filter(({ sensor, state }) => sensor === row.id && state === 'kept')
        .map(({ page }) => page),
    }));
  }
}

/** Forgotten, and the ledger knows it. */
function isOver({ state, told }: Finger): boolean {
  return state === 'erase' && told;
}

const SENSOR_LOST: Removal = { reason: 'sensor-lost', by: null };
