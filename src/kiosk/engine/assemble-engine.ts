import { ok, type Result } from '#domain/result.ts';
import type { DatabaseProblem } from '#platform/database-problem.ts';
import type { EngineHost } from './engine-host.ts';
import type { Enrolment } from './enrolment/enrolment.ts';
import type { LedgerProblem } from './ledger/ledger-problem.ts';
import { openStores } from './open-stores.ts';
import { RunningEngine } from './running-engine.ts';

/** Opens what is kept, puts the engine together over it, and sets it going. */
export function assembleEngine(
  host: EngineHost,
  enrolment: Enrolment,
): Result<RunningEngine, LedgerProblem | DatabaseProblem> {
  // The clock speaks up from within a reading when it was set, which may be before there is a journal.
  const steps: { tell: (byMs: number) => void } = { tell: () => undefined };
  const clock = host.makeClock((byMs) => steps.tell(byMs));
  const stores = openStores(host, enrolment, clock);
  if (!stores.ok) return stores;
  const running = new RunningEngine(host, enrolment, clock, stores.value);
  steps.tell = (byMs) => running.noteClockStep(byMs);
  running.start();
  return ok(running);
}
