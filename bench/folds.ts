import type { EpochMs, InstitutionId, KioskNumber, OpeningNumber, PersonId } from '#domain/ids.ts';
import { deriveRegister } from '#domain/register/derive-register.ts';
import type { RegisterInput } from '#domain/register/register.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import { roomCodeView } from '../src/kiosk/engine/code/room-code-view.ts';
import { at, OCCURRENCE, opened, person, touch } from '../test/domain/support/story.ts';
import type { BenchResult } from './figure.ts';
import { median, quantile } from './quantile.ts';

const ENROLLED = 300;
/** Runs before it counts: the engine of JavaScript compiles what it has seen often. */
const WARM_UP = 100;
const CALLS = 400;

/** What the two computations cost that are behind every state on the screen. */
export function benchFolds(): Promise<BenchResult> {
  const input = fullClass();
  const fold = timesOf(() => deriveRegister(input));
  const keys = { secret: new Uint8Array(32).fill(2), tenant: INSTITUTION, kiosk: 3 as KioskNumber };
  const address = { codeScheme: 'https', codeHost: 'hub.example.edu' } as const;
  let step = 0;
  const code = timesOf(() => {
    step += 1;
    return roomCodeView(keys, address, 1 as OpeningNumber, (START + step * STEP_MS) as EpochMs);
  });
  const unit = 'ms';
  return Promise.resolve({
    name: 'folds',
    title: 'Register and room code, one call',
    how: `In one warm process. The register is folded from nothing: ${ENROLLED} enrolled, everybody touched once and every tenth twice. The code is a fresh step each time: HMACs, QR code and its drawing.`,
    figures: [
      { what: 'register of a full class, median', value: median(fold), unit },
      { what: 'register of a full class, p99', value: quantile(fold, 0.99), unit },
      { what: 'room code ready to draw, median', value: median(code), unit },
      { what: 'room code ready to draw, p99', value: quantile(code, 0.99), unit },
    ],
  });
}

const INSTITUTION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;
const START = at('09:00');
const STEP_MS = 5_000;

function fullClass(): RegisterInput {
  const people = Array.from({ length: ENROLLED }, (_, i) => person(i + 1));
  const comesAt = (i: number) => (START - 300_000 + i * 2_000) as EpochMs;
  const touches = people.flatMap((who, i) => touchesOf(who, i, comesAt(i)));
  return {
    occurrence: OCCURRENCE,
    rules: DEFAULT_RULES,
    enrolments: people.map((personId) => ({ personId, from: 0 as EpochMs, to: null })),
    facts: [opened('08:54'), ...touches],
    resolve: () => undefined,
    now: at('09:30'),
  };
}

function touchesOf(who: PersonId, i: number, first: EpochMs) {
  const again = i % 10 === 0 ? [touch(who, (first + 40_000) as EpochMs)] : [];
  return [touch(who, first), ...again];
}

function timesOf(work: () => unknown): readonly number[] {
  for (let i = 0; i < WARM_UP; i += 1) work();
  return Array.from({ length: CALLS }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
}
