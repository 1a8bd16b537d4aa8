import { hubRows, hubRowsAtKiosk, hubRowsOfSession, kioskRows, type Row } from './books.ts';
import type { Room } from './chaos-campus.ts';
import type { World } from './world.ts';

/** How many differences are told of each kind; the rest is counted. */
const TOLD = 3;

/** All programs have stopped: compares what each of them kept, and what people were shown, to the byte. */
export function checkBooks({ campus, record }: World): void {
  const problem = (words: string) => record.noteProblem(words);
  for (const room of campus.rooms) {
    const here = kioskRows(room.data);
    const there = hubRows(campus.hubData, room.kiosk);
    record.count('events compared', here.length);
    checkCopy(`kiosk ${room.kiosk}`, here, there, problem);
    checkShown(room, record.shownBy(room.kiosk), there, problem);
    checkStream(campus.hubData, room, problem);
  }
  checkCheckIns(record.checkIns, hubRows(campus.hubData, HUB), problem);
}

const HUB = 0 as Room['kiosk'];

type Problem = (words: string) => void;

/** The hub has of this ledger what the ledger has, in its order, and nothing else. */
function checkCopy(name: string, here: readonly Row[], there: readonly Row[], problem: Problem): void {
  const epochs = new Set(here.map(({ epoch }) => epoch));
  if (epochs.size > 1) problem(`${name} began ${epochs.size - 1} new epochs without a reason`);
  const held = new Map(there.map((row) => [placeOf(row), row]));
  const kept = new Map(here.map((row) => [placeOf(row), row]));
  tell(
    here.filter((row) => !held.has(placeOf(row))),
    (row) => problem(`${name}: event ${row.seq} never came to the hub`),
  );
  tell(
    there.filter((row) => !kept.has(placeOf(row))),
    (row) => problem(`${name}: the hub has event ${row.seq}, which its ledger has not`),
  );
  tell(
    here.filter((row) => isOther(row, held.get(placeOf(row)))),
    (row) => problem(`${name}: event ${row.seq} is not the same at the hub`),
  );
}

/** Green means kept: what a person has seen is at the hub, once over all epochs. */
function checkShown(
  { kiosk }: Room,
  shown: ReadonlySet<string>,
  there: readonly Row[],
  problem: Problem,
): void {
  const times = countBy(there, ({ text }) => idIn(text));
  tell(
    [...shown],
    (id) => problem(`kiosk ${kiosk} showed ${id}, which the hub has ${times.get(id) ?? 0} times`),
    {
      where: (id) => times.get(id) !== 1,
    },
  );
}

/** The kiosk was sent every event of the hub about its class, once, as it is. */
function checkStream(hubData: string, { kiosk, data, sessionId }: Room, problem: Problem): void {
  const said = hubRowsOfSession(hubData, sessionId);
  const heard = hubRowsAtKiosk(data);
  const byPlace = new Map(heard.map((row) => [placeOf(row), row]));
  if (byPlace.size !== heard.length) problem(`kiosk ${kiosk} keeps one of the hub's events twice`);
  tell(said, (row) => problem(`kiosk ${kiosk} lacks event ${row.seq} of the hub about its class`), {
    where: (row) => isOther(row, byPlace.get(placeOf(row))) || !byPlace.has(placeOf(row)),
  });
}

function checkCheckIns(answered: ReadonlySet<string>, ofHub: readonly Row[], problem: Problem): void {
  const times = countBy(ofHub, ({ text }) => /"checkInId":"([^"]+)"/.exec(text)?.[1] ?? '');
  const ids = countBy(ofHub, ({ text }) => idIn(text));
  tell(
    [...answered],
    (id) => problem(`the check-in ${id} was answered and is kept ${times.get(id) ?? 0} times`),
    {
      where: (id) => (times.get(id) ?? ids.get(id)) !== 1,
    },
  );
}

function tell<T>(
  items: readonly T[],
  say: (item: T) => void,
  { where = () => true }: { readonly where?: (item: T) => boolean } = {},
): void {
  const found = items.filter(where);
  for (const item of found.slice(0, TOLD)) say(item);
  const last = found.at(-1);
  if (found.length > TOLD && last !== undefined) say(last);
}

function isOther(row: Row, other: Row | undefined): boolean {
  return other !== undefined && (other.text !== row.text || other.hash !== row.hash);
}

function placeOf({ epoch, seq }: Row): string {
  return `${epoch}/${seq}`;
}

function idIn(text: string): string {
  return (JSON.parse(text) as { readonly id: string }).id;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
