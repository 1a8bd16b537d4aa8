import type { Statement } from 'better-sqlite3';
import type { SqliteDatabase } from '#platform/sqlite.ts';

export type FingerState = 'kept' | 'erase' | 'again';

export type FingerRow = {
  readonly id: number;
  readonly sensor: string;
  readonly page: number;
  readonly state: FingerState;
  readonly key: number;
  readonly box: string;
  readonly told: 0 | 1;
  readonly missingSince: number | null;
};

export type SensorRow = {
  readonly id: string;
  readonly reader: string;
  readonly marked: 0 | 1;
  readonly type: number;
  readonly capacity: number;
  readonly current: 0 | 1;
};

export type FingerStatements = {
  readonly fingers: Statement<[], FingerRow>;
  readonly addFinger: Statement<[Omit<FingerRow, 'id'>]>;
  readonly changeFinger: Statement<[FingerRow]>;
  readonly removeFinger: Statement<[number]>;
  /** A finger that another key than this one seals. */
  readonly sealedOtherwise: Statement<[number], { readonly id: number }>;
  readonly sensors: Statement<[], SensorRow>;
  readonly putSensor: Statement<[SensorRow]>;
  /** All but this one of a reader's are no longer the one that is there. */
  readonly leaveReader: Statement<[string, string]>;
};

export function prepareFingerStatements(db: SqliteDatabase): FingerStatements {
  return {
    fingers: db.prepare(
      'select id, sensor, page, state, key, box, told, missing_since as missingSince from finger order by id',
    ),
    addFinger: db.prepare(
      `insert into finger (sensor, page, state, key, box, told, missing_since)
       values (:sensor, :page, :state, :key, :box, :told, :missingSince)`,
    ),
    changeFinger: db.prepare(
      `update finger set state = :state, key = :key, box = :box, told = :told, missing_since = :missingSince
       where id = :id`,
    ),
    removeFinger: db.prepare('delete from finger where id = ?'),
    sealedOtherwise: db.prepare('select id from finger where key <> ? limit 1'),
    sensors: db.prepare('select id, reader, marked, type, capacity, current from sensor'),
    putSensor: db.prepare(
      `insert into sensor (id, reader, marked, type, capacity, current)
       values (:id, :reader, :marked, :type, :capacity, :current)
       on conflict (id) do update set reader = :reader, current = :current`,
    ),
    leaveReader: db.prepare('update sensor set current = 0 where reader = ? and id <> ?'),
  };
}
