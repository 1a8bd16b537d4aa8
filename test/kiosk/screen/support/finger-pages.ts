import type { FingerPerson, FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import type { PanelPageView } from '#contracts/engine-link/panel/panel.ts';
import { roster } from './campus.ts';

const fingers = (step: FingersPage['step']): PanelPageView => ({
  name: 'fingers',
  readers: [{ id: 'fingerprint-1', name: 'Fingerprint reader' }],
  step,
});

const standing = (place: number): FingerPerson['fingers'] => {
  if (place === 4) return 'again';
  return place % 5 === 1 ? 'enrolled' : 'none';
};

const people = roster(60).map(({ personId, name, studentNumber }, place) => ({
  ...{ personId, name, studentNumber },
  fingers: standing(place),
}));

const name = 'Anneliese von Hohenberg-Richter';
const reader = 'Fingerprint reader';

/** The panel's page of fingers, by names for its pictures. */
export const FINGER_PAGES = {
  choosing: fingers({ kind: 'choosing', people: [...people], removed: null }),
  asking: fingers({ kind: 'asking', name }),
  touching: fingers({ kind: 'touching', name, reader, now: 'second-touch', touches: 1, advice: null }),
  advice: fingers({ kind: 'touching', name, reader, now: 'first-touch', touches: 0, advice: 'different' }),
  enrolled: fingers({ kind: 'enrolled', name }),
  known: fingers({ kind: 'known', name, isOwn: false, whose: 'Tomás Villanueva-Reyes' }),
  failed: fingers({ kind: 'failed', name, reason: 'too-many-tries' }),
  removing: fingers({ kind: 'removing', name }),
};
