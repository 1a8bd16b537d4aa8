import type { Common, ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { DatabaseProblem } from '#platform/database-problem.ts';
import type { LedgerProblem } from '../ledger/ledger-problem.ts';

type Reason = ScreenStateOf<'out-of-order'>['reason'];

/** What an administrator who looks at the screen is told when the kiosk can't keep what happens. */
export function outOfOrder(
  problem: LedgerProblem | DatabaseProblem,
  common: Common,
): ScreenStateOf<'out-of-order'> {
  return { name: 'out-of-order', common, reason: reasonOf(problem.kind), detail: problem.text };
}

/** Whether starting the engine again, with everything verified at open, may help by itself. */
export function restartMayHelp(problem: LedgerProblem | DatabaseProblem): boolean {
  return problem.kind === 'disk-error' || problem.kind === 'damaged' || problem.kind === 'already-running';
}

function reasonOf(kind: (LedgerProblem | DatabaseProblem)['kind']): Reason {
  switch (kind) {
    case 'ledger-damaged':
    case 'damaged':
    case 'other-kiosk':
      return 'ledger-damaged';
    case 'newer':
      return 'ledger-from-the-future';
    case 'disk-full':
      return 'disk-full';
    case 'disk-error':
    case 'unusable':
      return 'disk-failed';
    case 'already-running':
      return 'already-running';
    default:
      return unreachable(kind);
  }
}
