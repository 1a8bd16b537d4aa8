import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../sim/random.ts';
import type { Office } from './office.ts';
import type { StudentPhone } from './student-phone.ts';
import type { KioskInWorld, World } from './world.ts';

/** Cards of nobody. */
const STRANGERS = ['em:00FF0001', 'em:00FF0002'];

/** From one hand to the next at one kiosk. */
const HANDS_MS = { least: 20, most: 250 };
const OFFICE_MS = { least: 300, most: 2_500 };
const PHONE_MS = { least: 500, most: 8_000 };

/** Who came by phone stands at which wall. */
export type PhoneAtWall = { readonly phone: StudentPhone; readonly kiosk: KioskInWorld };

export type People = { readonly office: Office; readonly phones: readonly PhoneAtWall[] };

/** Everybody who touches anything, until told to go home; resolves when the last has left. */
export function sendPeople(
  world: World,
  { office, phones }: People,
  seed: number,
  home: AbortSignal,
): Promise<unknown> {
  const walk = (place: number): Walk => ({ random: new Random(seed * 1_000 + place), home });
  return Promise.all([
    ...world.kiosks.map((kiosk, place) => holdCards(world, kiosk, walk(place))),
    ...phones.map((at, place) => checkInByPhone(world, at, walk(100 + place))),
    markByHand(world, office, walk(500)),
  ]);
}

type Walk = { readonly random: Random; readonly home: AbortSignal };

async function holdCards(world: World, { room, wall }: KioskInWorld, { random, home }: Walk): Promise<void> {
  const neighbours = world.campus.rooms.flatMap(({ cards }) => cards);
  while (!home.aborted) {
    await pause(HANDS_MS, random, home);
    if (wall.state === undefined) continue;
    const card = random.chance(0.85)
      ? random.oneOf(room.cards)
      : random.oneOf([...neighbours, ...STRANGERS, room.teachersCard]);
    world.record.count('cards held to a reader');
    await wall.tap(card);
  }
}

/** Scans what the wall shows, again and again until the hub has answered. */
async function checkInByPhone(
  { record }: World,
  { phone, kiosk: { wall } }: PhoneAtWall,
  { random, home }: Walk,
): Promise<void> {
  while (!home.aborted) {
    await pause(PHONE_MS, random, home);
    const code = wall.state?.name === 'session' ? wall.state.code?.text : undefined;
    if (code === undefined) continue;
    record.count('phone check-ins tried');
    const recorded = await phone.tryCheckIn(code);
    if (recorded === undefined) continue;
    record.noteCheckIn(recorded);
    return;
  }
}

/** Somebody at the console corrects marks, which the kiosks must hear of. */
async function markByHand({ kiosks, record }: World, office: Office, { random, home }: Walk): Promise<void> {
  while (!home.aborted) {
    await pause(OFFICE_MS, random, home);
    const { sessionId, students } = random.oneOf(kiosks).room;
    const isDone = await office.mark(sessionId, random.oneOf(students), random.oneOf(['P', 'L', 'A']));
    if (isDone) record.count('marks by hand');
  }
}

async function pause(
  { least, most }: { readonly least: number; readonly most: number },
  random: Random,
  home: AbortSignal,
): Promise<void> {
  await sleep(random.whole(least, most), undefined, { signal: home }).catch(() => undefined);
}
