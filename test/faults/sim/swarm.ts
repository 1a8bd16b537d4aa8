import type { Random } from './random.ts';

/** Chances are per frame; rates are per virtual second. Zero: this kind of fault doesn't happen in this run. */
export type Swarm = {
  readonly kiosks: number;
  readonly faultsMs: number;
  readonly latencyMs: number;
  readonly commitMs: number;
  readonly places: number;
  readonly archives: boolean;
  readonly duplicate: number;
  readonly reorder: number;
  /** How much longer an overtaken frame may take. */
  readonly reorderMs: number;
  readonly swallow: number;
  readonly delay: number;
  readonly cut: number;
  readonly halfOpen: number;
  readonly partition: number;
  readonly choke: number;
  readonly kioskCrash: number;
  readonly kioskPutBack: number;
  readonly kioskLies: number;
  readonly clone: number;
  readonly hubCrash: number;
  readonly hubPutBack: number;
  readonly hubPutBackUntold: number;
  readonly hubLies: number;
  readonly wallStep: number;
  readonly documents: number;
  readonly feed: number;
  readonly burst: number;
  readonly schemas: boolean;
  /** Events say something, and both sides' registers are compared; not where kiosks delete what registers are made of. */
  readonly registers: boolean;
};

/** Nothing goes wrong. */
export const CALM: Swarm = {
  kiosks: 1,
  faultsMs: 0,
  latencyMs: 1,
  commitMs: 0,
  places: 64,
  archives: false,
  duplicate: 0,
  reorder: 0,
  reorderMs: 0,
  swallow: 0,
  delay: 0,
  cut: 0,
  halfOpen: 0,
  partition: 0,
  choke: 0,
  kioskCrash: 0,
  kioskPutBack: 0,
  kioskLies: 0,
  clone: 0,
  hubCrash: 0,
  hubPutBack: 0,
  hubPutBackUntold: 0,
  hubLies: 0,
  wallStep: 0,
  documents: 0,
  feed: 0,
  burst: 0,
  schemas: false,
  registers: false,
};

/** Every run has a few kinds of fault only, each at its own rate: mixing all of them would hide what one alone brings out. */
export function drawSwarm(random: Random): Swarm {
  const some = (probability: number, from: number, to: number): number =>
    random.chance(probability) ? from + random.fraction() * (to - from) : 0;
  const archives = random.chance(0.6);
  return {
    kiosks: random.whole(1, 3),
    faultsMs: random.whole(20_000, 90_000),
    latencyMs: random.oneOf([1, 5, 40, 250]),
    commitMs: random.oneOf([0, 1, 10, 80]),
    places: random.oneOf([1, 64]),
    archives,
    duplicate: some(0.65, 0.01, 0.17),
    reorder: some(0.65, 0.04, 0.45),
    reorderMs: random.oneOf([400, 4_000]),
    swallow: some(0.3, 0.001, 0.03),
    delay: some(0.3, 0.005, 0.05),
    cut: some(0.5, 0.01, 0.2),
    halfOpen: some(0.4, 0.01, 0.08),
    partition: some(0.3, 0.005, 0.04),
    choke: some(0.15, 0.01, 0.03),
    kioskCrash: some(0.4, 0.01, 0.08),
    kioskPutBack: some(0.2, 0.005, 0.03),
    kioskLies: some(0.2, 0.005, 0.04),
    clone: some(0.08, 0.005, 0.02),
    hubCrash: some(0.4, 0.01, 0.06),
    hubPutBack: some(0.25, 0.005, 0.03),
    hubPutBackUntold: some(0.15, 0.005, 0.02),
    hubLies: some(0.2, 0.005, 0.03),
    wallStep: some(0.3, 0.01, 0.1),
    documents: some(0.5, 0.02, 0.3),
    feed: some(0.6, 0.05, 0.5),
    burst: some(0.3, 0.02, 0.1),
    schemas: random.chance(0.02),
    registers: !archives && random.chance(0.3),
  };
}
