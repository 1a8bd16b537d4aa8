import type { DemoFacts } from '#contracts/process-messages.ts';
import type { HubParts } from '../hub-parts.ts';
import { addDemoCampus } from './add-campus.ts';
import { addPast } from './add-past.ts';
import { ensureClassNow } from './class-now.ts';
import { hashDemoSecrets } from './demo-accounts.ts';
import { demoFacts } from './demo-facts.ts';
import { demoState, isEmptyCampus, isStillThere, rememberDemo } from './demo-state.ts';

/** Another one gives other cards and another past. */
const USUAL_SEED = 1;

type Parts = Pick<HubParts, 'db' | 'keys' | 'clock' | 'ledger' | 'registers' | 'settings' | 'log'>;

/**
 * Fills an empty hub with a demonstration campus in which a class is on at this moment, and tells how to try it. At later
 * starts only what is missing is added: a class, if none is on. Null when this hub holds somebody's own campus.
 */
export async function seedDemo(parts: Parts, seed = USUAL_SEED): Promise<DemoFacts | null> {
  const { db, clock, log } = parts;
  const now = clock.now();
  if (demoState(db) === undefined) {
    if (!isEmptyCampus(db)) {
      log.warn('demo left out: the database is not empty');
      return null;
    }
    const secrets = await hashDemoSecrets(parts);
    db.transaction(() => {
      addDemoCampus(parts, seed, secrets, now);
      rememberDemo(db, seed, now);
    });
    log.info('demo campus added', { seed });
  }
  const demo = demoState(db);
  if (demo === undefined || !isStillThere(db, demo)) return null;
  if (!demo.hasPast) addPast(parts, demo.seed, now);
  const classNow = ensureClassNow(parts, demo.seed, now);
  return await demoFacts({ parts, demo, classNow, now });
}
