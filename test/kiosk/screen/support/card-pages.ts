import type { CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import type { PanelPageView } from '#contracts/engine-link/panel/panel.ts';
import type { ProfilesPage } from '#contracts/engine-link/panel/profiles-page.ts';
import { roster } from './campus.ts';

const cards = (step: CardsPage['step']): PanelPageView => ({ name: 'cards', step });

const people = roster(60).map(({ personId, name, studentNumber }, place) => ({
  ...{ personId, name, studentNumber },
  hasCard: place % 5 !== 0,
}));

const profiles = (change: Partial<ProfilesPage>): PanelPageView => ({
  name: 'profiles',
  reader: { id: 'wedge-1', name: 'USB card reader', profile: 'em-8h10d' },
  cards: [
    { ending: '2202', fitting: 3 },
    { ending: '7638', fitting: 1 },
  ],
  unknown: null,
  result: { kind: 'open' },
  ...change,
});

/** The panel's pages about cards, by names for their pictures. */
export const CARD_PAGES = {
  cards: cards({ kind: 'waiting', refused: null, done: null }),
  'cards-refused': cards({ kind: 'waiting', refused: 'partial', done: null }),
  'cards-given': cards({
    kind: 'waiting',
    refused: null,
    done: { kind: 'given', name: 'Anneliese von Hohenberg-Richter' },
  }),
  'cards-choosing': cards({ kind: 'choosing', reader: 'Door', people }),
  'cards-held': cards({ kind: 'held', reader: 'Door', name: 'Tomás Villanueva-Reyes' }),
  profiles: profiles({ reader: null, cards: [] }),
  'profiles-unknown': profiles({ cards: [{ ending: '2202', fitting: 3 }], unknown: '7638' }),
  'profiles-found': profiles({
    result: { kind: 'found', profile: 'em-6h8d', isPartial: true, isSet: false },
  }),
} as const satisfies Record<string, PanelPageView>;
