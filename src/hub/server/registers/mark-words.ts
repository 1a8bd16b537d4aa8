import type { PersonId, RoomId } from '#domain/ids.ts';
import { type ExplainOptions, explainMark } from '#domain/register/explain.ts';
import type { Mark } from '#domain/register/mark.ts';
import { institutionOf, roomById } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { personById } from '../store/people-store.ts';
import { campusTimes } from './campus-times.ts';

/** Why each of several marks is what it is, in this campus's times, rooms and names. */
export function markWords(db: HubDatabase): (mark: Mark) => string {
  const options = explainOptions(db);
  return (mark) => explainMark(mark, options);
}

function explainOptions(db: HubDatabase): ExplainOptions {
  const { time } = campusTimes(institutionOf(db).timeZone);
  const rooms = new Map<RoomId, string | undefined>();
  const people = new Map<PersonId, string | undefined>();
  return {
    time,
    room: (id) => remembered(rooms, id, () => roomById(db, id)?.name),
    person: (id) => remembered(people, id, () => personById(db, id)?.name),
  };
}

function remembered<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  if (!known.has(key)) known.set(key, find());
  return known.get(key) as V;
}
