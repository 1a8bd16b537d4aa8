import { setTimeout as sleep } from 'node:timers/promises';
import type { Office } from './office.ts';
import type { KioskInWorld, World } from './world.ts';

/** What the hub knows more takes a heartbeat to reach a kiosk; this is for machines with much else to do. */
const EQUAL_WITHIN_MS = 30_000;

/** The teacher's list at each kiosk says of everybody what the hub's register says. */
export async function checkRegisters({ kiosks, record }: World, office: Office): Promise<void> {
  for (const kiosk of kiosks) {
    const deadline = performance.now() + EQUAL_WITHIN_MS;
    let differences = await differencesAt(kiosk, office);
    while (differences.length > 0 && performance.now() < deadline) {
      await sleep(250);
      differences = await differencesAt(kiosk, office);
    }
    if (differences.length === 0) record.count('registers compared');
    else record.noteProblem(`registers differ at kiosk ${kiosk.room.kiosk}: ${differences.join(', ')}`);
  }
}

async function differencesAt(kiosk: KioskInWorld, office: Office): Promise<readonly string[]> {
  const here = await teachersList(kiosk);
  const { lines } = await office.register(kiosk.room.sessionId);
  const there = new Map(lines.map(({ personId, status }) => [personId, status]));
  if (here === undefined) return ['the kiosk shows no list'];
  if (here.length !== lines.length) return [`${here.length} people here, ${lines.length} at the hub`];
  return here
    .filter(({ personId, status }) => there.get(personId) !== status)
    .map(({ name, personId, status }) => `${name} ${status} here and ${there.get(personId)} at the hub`);
}

/** The teacher holds the card to the reader: a class that is open shows its list. */
async function teachersList({ wall, room }: KioskInWorld) {
  const roster = () => {
    const { state } = wall;
    return state?.name === 'session' && state.controls.kind === 'open' ? state.controls.roster : undefined;
  };
  if (roster() === undefined) {
    await wall.tap(room.teachersCard);
    await wall.until(() => roster() !== undefined, 2_000);
  }
  return roster();
}
