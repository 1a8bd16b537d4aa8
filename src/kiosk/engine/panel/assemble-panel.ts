import type { KioskNumber } from '#domain/ids.ts';
import { peopleHere } from '../cards/people-here.ts';
import type { ReaderHealth } from '../devices/reader-health.ts';
import type { Directory } from '../directory/directory.ts';
import type { KnownCards } from '../directory/known-cards.ts';
import type { Sitting } from '../sessions/sitting.ts';
import { cardsPage } from './cards-page.ts';
import { devicesPage } from './devices-page.ts';
import { PanelDesk, type PanelDeskParts } from './panel-desk.ts';
import type { PanelPages } from './panel-page.ts';
import { panelPeople } from './panel-people.ts';

/** What the panel and all of its pages work with. */
export type PanelSources = Pick<PanelDeskParts, 'now' | 'journal' | 'pins' | 'onChange'> & {
  readonly kiosk: KioskNumber;
  readonly directory: Directory;
  readonly sittings: () => readonly Sitting[];
  readonly health: ReaderHealth;
  /** The institution's key for the tags of card numbers. */
  readonly cardKey: Uint8Array;
  readonly cards: KnownCards;
};

/** The panel with every page of it: a new page is one line in `pagesOf`. */
export function assemblePanel(sources: PanelSources): PanelDesk {
  const { now, journal, pins, onChange, kiosk, directory, sittings } = sources;
  const people = () =>
    panelPeople(
      {
        kiosk,
        sittings: sittings(),
        keepers: directory.keepers(),
        faculty: (personId) => directory.faculty(personId),
      },
      now(),
    );
  return new PanelDesk({ now, journal, pins, onChange, people, pages: pagesOf(sources) });
}

function pagesOf(sources: PanelSources): PanelPages {
  const { health, now, journal, cardKey, cards, directory } = sources;
  return {
    cards: cardsPage({
      ...{ now, journal, cardKey, cards },
      people: (visit) => peopleHere({ directory, sittings: sources.sittings() }, visit),
      nameOfReader: (id) => health.conditions().find((reader) => reader.id === id)?.name ?? id,
    }),
    devices: devicesPage({ readers: () => health.conditions() }),
  };
}
