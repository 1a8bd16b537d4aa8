import { Random } from '../sim/random.ts';

/** What is done to programs and lines. Kiosks by their place, 0 first. */
export type Fault =
  | { readonly kind: 'kill-hub'; readonly downMs: number }
  | { readonly kind: 'kill-kiosk'; readonly kiosk: number; readonly downMs: number }
  | { readonly kind: 'pause-hub'; readonly ms: number }
  | { readonly kind: 'pause-kiosk'; readonly kiosk: number; readonly ms: number }
  /** The connection that is there ends: with a word, or with a reset in the middle of whatever it carried. */
  | { readonly kind: 'cut'; readonly kiosk: number; readonly how: 'close' | 'reset' }
  /** The connection that is there swallows everything from now on, and nobody is told. */
  | { readonly kind: 'half-open'; readonly kiosk: number; readonly way: Way | 'both' }
  | {
      readonly kind: 'slow';
      readonly kiosk: number;
      readonly latencyMs: number;
      readonly bytesPerSecond: number;
      readonly ms: number;
    }
  | {
      readonly kind: 'partition';
      readonly kiosks: readonly number[];
      readonly how: 'silent' | 'refused';
      readonly ms: number;
    };

/** In which direction bytes go. */
export type Way = 'up' | 'down';

export type PlannedFault = { readonly atMs: number; readonly fault: Fault };

/** From one fault to the next, on average: what 7,200 s must have of kills (1,000 each) decides it. */
const MEAN_GAP_MS = 450;

/** Every kind as often as its number among all of them. */
export type Shares = readonly (readonly [Fault['kind'], number])[];

export const EVERY_FAULT: Shares = [
  ['cut', 10],
  ['slow', 4],
  ['half-open', 3],
  ['partition', 3],
  ['kill-kiosk', 3],
  ['kill-hub', 3],
  ['pause-kiosk', 1.5],
  ['pause-hub', 1],
];

/** Programs live on; so what they lose of their memory is lost for good. */
export const FAULTS_OF_LINES: Shares = EVERY_FAULT.filter(([kind]) =>
  ['cut', 'slow', 'half-open', 'partition'].includes(kind),
);

export type ScheduleWish = {
  readonly seed: number;
  readonly seconds: number;
  readonly kiosks: number;
  readonly shares: Shares;
};

/** The same wish is the same schedule. */
export function scheduleOf({ seed, seconds, kiosks, shares }: ScheduleWish): readonly PlannedFault[] {
  const random = new Random(seed);
  const planned: PlannedFault[] = [];
  for (let atMs = gap(random); atMs < seconds * 1_000; atMs += gap(random)) {
    planned.push({ atMs: Math.round(atMs), fault: faultOf(kindOf(random, shares), random, kiosks) });
  }
  return planned;
}

function gap(random: Random): number {
  return -Math.log(1 - random.fraction()) * MEAN_GAP_MS;
}

function kindOf(random: Random, shares: Shares): Fault['kind'] {
  const all = shares.reduce((sum, [, share]) => sum + share, 0);
  let left = random.fraction() * all;
  for (const [kind, share] of shares) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'cut';
}

function faultOf(kind: Fault['kind'], random: Random, kiosks: number): Fault {
  const kiosk = random.whole(0, kiosks - 1);
  switch (kind) {
    case 'kill-hub':
      return { kind, downMs: random.whole(0, 800) };
    case 'kill-kiosk':
      return { kind, kiosk, downMs: random.whole(0, 800) };
    case 'pause-hub':
      return { kind, ms: random.whole(100, 4_000) };
    case 'pause-kiosk':
      return { kind, kiosk, ms: random.whole(100, 4_000) };
    case 'cut':
      return { kind, kiosk, how: random.oneOf(['close', 'reset']) };
    case 'half-open':
      return { kind, kiosk, way: random.oneOf(['up', 'down', 'both']) };
    case 'slow':
      return {
        ...{ kind, kiosk, ms: random.whole(500, 5_000), latencyMs: random.whole(20, 400) },
        bytesPerSecond: random.oneOf([2_000, 20_000, 200_000]),
      };
    case 'partition': {
      const apart = Array.from({ length: kiosks }, (_, place) => place).filter(() => random.chance(0.4));
      const how = random.oneOf(['silent', 'refused'] as const);
      return { kind, kiosks: apart.length === 0 ? [kiosk] : apart, how, ms: random.whole(500, 5_000) };
    }
  }
}
