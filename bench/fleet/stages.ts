import { loadavg } from 'node:os';
import type { Figure } from '../figure.ts';
import type { Ran } from './run-load.ts';
import { HELD_KIOSKS } from './stage-sizes.ts';

export type StageName = 'steady' | 'storm' | 'deep' | 'held' | 'held-busy';

export type StageOptions = { readonly kiosks: number; readonly seconds: number };

/** One load on a hub that has just been started on a campus of its own. */
export type Stage = {
  readonly name: StageName;
  readonly title: string;
  readonly how: (asked: StageOptions) => string;
  readonly rooms: (asked: StageOptions) => number;
  readonly load: (asked: StageOptions) => {
    readonly steadyKiosks: number;
    readonly touchEveryMs: number | null;
    readonly backlogKiosks: number;
    readonly backlog: number;
    readonly seconds: number;
  };
  readonly figures: (ran: Ran) => readonly Figure[];
};

/** In a storm, and beside a deep backlog: kiosks that are at work, and have nothing to catch up on. */
const AT_WORK = { storm: 50, deep: 200 } as const;
const STORM_BACKLOG = 500;
const DEEP_BACKLOG = 60_000;

const ms = 'ms';
const CONFIRMED = 'a touch, from the ledger to the hub’s word that it is on its disk';

export const STAGES: readonly Stage[] = [
  {
    name: 'steady',
    title: 'A campus at work',
    how: ({ kiosks, seconds }) =>
      `${words(kiosks)} kiosks, a touch every 2 s each, for ${seconds} s; every kiosk has all its documents already.`,
    rooms: ({ kiosks }) => kiosks,
    load: ({ kiosks, seconds }) => ({ ...NOTHING, steadyKiosks: kiosks, touchEveryMs: 2_000, seconds }),
    figures: ({ load, lettingIn, hub }) => [
      ...letIn({ load, lettingIn }),
      { what: `${CONFIRMED}, p50`, value: load.p50Ms ?? Number.NaN, unit: ms },
      {
        what: `${CONFIRMED}, p99`,
        value: load.p99Ms ?? Number.NaN,
        unit: ms,
        target: { is: '≤', value: 20 },
      },
      {
        what: 'the hub’s share of a core',
        value: hub.cpuShare * 100,
        unit: '%',
        target: { is: '≤', value: 20 },
      },
      { what: 'the hub’s memory', value: hub.residentMb, unit: 'MB', target: { is: '≤', value: 200 } },
      { what: 'the hub’s loop, late by, p99', value: hub.loop.p99, unit: ms },
      ...generatorsOwn(load),
    ],
  },
  {
    name: 'storm',
    title: 'Everybody comes back at once',
    how: ({ kiosks }) =>
      `${words(kiosks)} kiosks with ${STORM_BACKLOG} events each dial in the same instant, while ${AT_WORK.storm} others have a touch a second. The hub was only just started, so it makes every room’s documents as well.`,
    rooms: ({ kiosks }) => kiosks + AT_WORK.storm,
    load: ({ kiosks }) => ({
      steadyKiosks: AT_WORK.storm,
      touchEveryMs: 1_000,
      backlogKiosks: kiosks,
      backlog: STORM_BACKLOG,
      seconds: 0,
    }),
    figures: ({ load, hub }) => [
      drained(load, 15),
      { what: 'the hub’s memory, at most', value: hub.peakMb, unit: 'MB', target: { is: '≤', value: 600 } },
      { what: 'the hub’s loop, late by, p99', value: hub.loop.p99, unit: ms, target: { is: '≤', value: 50 } },
      { what: 'the hub’s loop, late by, worst', value: hub.loop.max, unit: ms },
      {
        what: 'meanwhile a touch at another door, confirmed, p50',
        value: load.p50Ms ?? Number.NaN,
        unit: ms,
      },
      {
        what: 'meanwhile a touch at another door, confirmed, p99',
        value: load.p99Ms ?? Number.NaN,
        unit: ms,
      },
      ...generatorsOwn(load),
    ],
  },
  {
    name: 'deep',
    title: 'One kiosk that was cut off for a month',
    how: () =>
      `One kiosk with ${words(DEEP_BACKLOG)} events, while ${AT_WORK.deep} others have a touch every 2 s.`,
    rooms: () => AT_WORK.deep + 1,
    load: () => ({
      steadyKiosks: AT_WORK.deep,
      touchEveryMs: 2_000,
      backlogKiosks: 1,
      backlog: DEEP_BACKLOG,
      seconds: 0,
    }),
    figures: ({ load, hub }) => [
      drained(load, 10),
      {
        what: 'meanwhile a touch at another door, confirmed, p99',
        value: load.p99Ms ?? Number.NaN,
        unit: ms,
        target: { is: '≤', value: 100 },
      },
      { what: 'the hub’s loop, late by, p99', value: hub.loop.p99, unit: ms },
      ...generatorsOwn(load),
    ],
  },
  {
    name: 'held',
    title: 'Nine thousand kiosks held',
    how: ({ seconds }) =>
      `${words(HELD_KIOSKS)} kiosks that say every 5 s that they are there, and nothing else, for ${seconds} s.`,
    rooms: () => HELD_KIOSKS,
    load: ({ seconds }) => ({ ...NOTHING, steadyKiosks: HELD_KIOSKS, touchEveryMs: null, seconds }),
    figures: ({ load, lettingIn, hub }) => [
      ...letIn({ load, lettingIn }),
      { what: 'links lost', value: load.linksLost, unit: '', target: { is: '≤', value: 0 } },
      ...hubsOwn({ load, hub }),
    ],
  },
  {
    name: 'held-busy',
    title: 'Nine thousand kiosks at work',
    how: ({ seconds }) =>
      `${words(HELD_KIOSKS)} kiosks, a touch every 2 s each, for ${seconds} s. The generator needs the other core for itself here.`,
    rooms: () => HELD_KIOSKS,
    load: ({ seconds }) => ({ ...NOTHING, steadyKiosks: HELD_KIOSKS, touchEveryMs: 2_000, seconds }),
    figures: ({ load, lettingIn, hub }) => [
      ...letIn({ load, lettingIn }),
      { what: 'touches confirmed', value: load.touches / (load.ranMs / 1_000), unit: '/s' },
      { what: `${CONFIRMED}, p50`, value: load.p50Ms ?? Number.NaN, unit: ms },
      { what: `${CONFIRMED}, p99`, value: load.p99Ms ?? Number.NaN, unit: ms },
      ...hubsOwn({ load, hub }),
    ],
  },
];

const NOTHING = { backlogKiosks: 0, backlog: 0 } as const;

function letIn({ load, lettingIn }: Omit<Ran, 'hub'>): readonly Figure[] {
  const kiosks = load.letIn;
  return [
    {
      what: 'all let in by a hub just started, at most 300 dialling a second and 200 at once',
      value: load.connectMs / 1_000,
      unit: 's',
    },
    { what: 'never let in', value: load.notLetIn, unit: 'kiosks', target: { is: '≤', value: 0 } },
    {
      what: 'the hub’s processor time for each of them until it has its documents and clock',
      value: lettingIn.cpuMs / kiosks,
      unit: ms,
    },
  ];
}

function drained(load: Ran['load'], atMostS: number): Figure {
  return {
    what: 'everything confirmed',
    value: (load.drainMs ?? Number.NaN) / 1_000,
    unit: 's',
    target: { is: '≤', value: atMostS },
  };
}

function hubsOwn({ load, hub }: Omit<Ran, 'lettingIn'>): readonly Figure[] {
  return [
    { what: 'the hub’s share of a core', value: hub.cpuShare * 100, unit: '%' },
    { what: 'the hub’s memory', value: hub.residentMb, unit: 'MB' },
    { what: 'the hub’s loop, late by, p99', value: hub.loop.p99, unit: ms },
    ...generatorsOwn(load),
  ];
}

/** What else a reader must know of the run: how busy the machine was with the bench itself, and with others. */
function generatorsOwn(load: Ran['load']): readonly Figure[] {
  return [
    { what: 'unconfirmed at the end', value: load.lost, unit: 'kiosks', target: { is: '≤', value: 0 } },
    { what: 'the generator’s share of a core', value: load.cpuShare * 100, unit: '%' },
    {
      what: 'processes that wanted a core (load average, 1 min)',
      value: loadavg()[0] ?? Number.NaN,
      unit: '',
    },
  ];
}

function words(count: number): string {
  return count.toLocaleString('en');
}
