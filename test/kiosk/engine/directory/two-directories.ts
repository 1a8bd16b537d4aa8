import type { Directory } from '../../../../src/kiosk/engine/directory/directory.ts';
import { type Bundle, bundle, PLACE, person, roster, section } from './directory-facts.ts';

const MEMBERS = 300;

/** A room whose every student has its name in theirs. */
function directoryOf(rev: number, room: string): Bundle {
  const people = Array.from({ length: MEMBERS }, (_, n) => [n, `student of ${room}`] as const);
  return bundle(rev, { place: { ...PLACE, room }, [`section:${section(1)}`]: roster(1, people) });
}

export const TWO_DIRECTORIES: readonly Bundle[] = [directoryOf(1, 'A'), directoryOf(2, 'B')];

export function roomOf(directory: Directory): string | undefined {
  return directory.place()?.room;
}

/** The room that all students' names say, or what they say instead. */
export function rosterOf(directory: Directory): string {
  const rooms = new Set(
    Array.from({ length: MEMBERS }, (_, n) => directory.nameOf(person(n))?.replace('student of ', '')),
  );
  return [...rooms].join();
}
