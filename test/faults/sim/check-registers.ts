import { canonicalJson } from '#domain/canonical-json.ts';
import { type EpochMs, type EventId, HUB_ORIGIN, type KioskNumber } from '#domain/ids.ts';
import type { EventBody, LedgerEvent } from '#domain/ledger/event.ts';
import type { LogKey } from '#domain/ledger/fact.ts';
import { deriveRegister } from '#domain/register/derive-register.ts';
import type { Fact } from '#domain/register/fact.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import { addClockSample, type ClockSamples, correctedTime } from '#domain/time/corrected-time.ts';
import type { Row } from './disks.ts';
import { classOf, PEOPLE, roomOf, type Said } from './said.ts';
import { BEGINNING, type SimKiosk } from './sim-kiosk.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** What the oracles know of events beside the machines, by id. */
export type AllSaid = ReadonlyMap<string, Said>;

type Told = { readonly key: LogKey; readonly id: string; readonly said: Said };

/** Kiosk and hub derive the same register from what each of them holds, in whatever order it came to them. */
export function checkRegisters(world: World, said: AllSaid): void {
  for (const kiosk of world.kiosks) {
    if (kiosk.isSwitchedOff) continue;
    const here = registerOf(world, kiosk.number, toldAtKiosk(kiosk, said));
    const there = registerOf(world, kiosk.number, toldAt(world.hub.rows(), kiosk.number, said));
    if (here !== there) {
      throw new Violation(
        `kiosk ${kiosk.number} and the hub differ about its class: ${difference(here, there)}`,
      );
    }
    world.counts.registers++;
  }
}

/** Where the first difference is, with a little around it. */
function difference(here: string, there: string): string {
  const at = [...here].findIndex((character, index) => character !== there[index]);
  const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 40);
  return `…${around(here)}… and …${around(there)}…`;
}

function toldAtKiosk({ disk, number }: SimKiosk, said: AllSaid): readonly Told[] {
  const foreign = Array.from(disk.foreign(), (event) => ({ ...event, id: disk.idOf(event.text) }));
  return toldAt([...disk.own(), ...foreign], number, said);
}

function toldAt(rows: Iterable<Row>, about: KioskNumber, all: AllSaid): readonly Told[] {
  const told: Told[] = [];
  for (const { origin, epoch, seq, id } of rows) {
    const said = all.get(id);
    if (said?.about !== about) continue;
    told.push({ key: { kiosk: origin, epoch, seq } as LogKey, id, said });
  }
  return told;
}

function registerOf(world: World, kiosk: KioskNumber, told: readonly Told[]): string {
  const samples = samplesIn(told);
  const derived = told.map((one) => factOf(one, samples));
  const facts = world.mutant.registerFacts?.(derived) ?? derived;
  for (const [index, fact] of facts.entries()) checkTime(fact, told[index]?.said.trueAt);
  return canonicalJson(
    deriveRegister({
      occurrence: classOf(kiosk, BEGINNING),
      rules: DEFAULT_RULES,
      enrolments: PEOPLE.map((personId) => ({ personId, from: 0 as EpochMs, to: null })),
      facts,
      resolve: () => undefined,
      now: world.hubNow(),
    }),
  );
}

function samplesIn(told: readonly Told[]): ClockSamples {
  let samples: ClockSamples = new Map();
  for (const { event } of told.map(({ said }) => said)) {
    if (event.type !== 'clock-sampled') continue;
    const { boot, mono } = event.clock;
    const { hubMinusMono, uncertaintyMs } = event.body as EventBody<'clock-sampled'>;
    samples = addClockSample(samples, boot, { mono, hubMinusMono, uncertaintyMs });
  }
  return samples;
}

/** Whatever was done to the wall clock, what is known of the time is true within what is said of it. */
function checkTime({ id, at, uncertaintyMs }: Fact, trueAt: EpochMs | undefined): void {
  if (trueAt !== undefined && uncertaintyMs !== null && Math.abs(at - trueAt) > uncertaintyMs) {
    throw new Violation(`${id} happened ${trueAt - at} ms from where it was put, said ±${uncertaintyMs}`);
  }
}

function factOf({ key, id, said }: Told, samples: ClockSamples): Fact {
  const { at, uncertaintyMs } = correctedTime(said.event.clock, samples);
  const event = { ...said.event, ...key, id: id as EventId } as LedgerEvent;
  const roomId = key.kiosk === HUB_ORIGIN ? null : roomOf(said.about);
  return { key, id: id as EventId, event, at, uncertaintyMs, roomId };
}
