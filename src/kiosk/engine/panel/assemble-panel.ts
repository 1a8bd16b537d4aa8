import type { KioskNumber } from '#domain/ids.ts';
import type { ReaderHealth } from '../devices/reader-health.ts';
import type { Directory } from '../directory/directory.ts';
import type { Sitting } from '../sessions/sitting.ts';
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

function pagesOf({ health }: PanelSources): PanelPages {
  return {
    devices: devicesPage({ readers: () => health.conditions() }),
  };
}
