import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { KioskNumber } from '#domain/ids.ts';
import { peopleHere } from '../cards/people-here.ts';
import type { FindDevices } from '../devices/discovery/find-devices.ts';
import type { Directory } from '../directory/directory.ts';
import type { KnownCards } from '../directory/known-cards.ts';
import type { FingerDesk } from '../fingers/finger-desk.ts';
import type { KioskReaders } from '../readers/kiosk-readers.ts';
import type { Sitting } from '../sessions/sitting.ts';
import { cardsPage } from './cards-page.ts';
import { type DevicesPageParts, devicesPage } from './devices-page.ts';
import { fingersPage } from './fingers-page.ts';
import { PanelDesk, type PanelDeskParts } from './panel-desk.ts';
import type { PanelPages } from './panel-page.ts';
import { panelPeople } from './panel-people.ts';
import { type ProfilesPageParts, profilesPage } from './profiles-page.ts';

/** What the panel and all of its pages work with. */
export type PanelSources = Pick<PanelDeskParts, 'now' | 'journal' | 'pins' | 'onChange'> & {
  readonly kiosk: KioskNumber;
  readonly directory: Directory;
  readonly sittings: () => readonly Sitting[];
  readonly devices: KioskReaders;
  readonly findDevices: FindDevices;
  readonly alarm: DevicesPageParts['alarm'];
  /** The institution's key for the tags of card numbers. */
  readonly cardKey: Uint8Array;
  readonly cards: KnownCards;
  readonly fingers: FingerDesk;
  /** Readers that type, as they are set now. */
  readonly typing: ProfilesPageParts['typing'];
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
  const { devices, now, journal, cardKey, cards, directory, fingers } = sources;
  return {
    cards: cardsPage({
      ...{ now, journal, cardKey, cards },
      people: (visit) => peopleHere({ directory, sittings: sources.sittings() }, visit),
      nameOfReader: (id) => devices.health.conditions().find((reader) => reader.id === id)?.name ?? id,
    }),
    profiles: profilesPage({
      typing: sources.typing,
      isKnown: (number) => cards.resolveTag(credentialTag(cardKey, number), now()) !== undefined,
      setProfile: (reader, profile) => devices.book.setProfile(reader, profile),
    }),
    fingers: fingersPage({
      desk: fingers,
      hasReader: () => fingers.readers().length > 0,
      readers: () => fingers.readers().filter((reader) => reader.connected() !== undefined),
      people: (visit) => peopleHere({ directory, sittings: sources.sittings() }, visit),
      nameOf: (personId) => directory.nameOf(personId),
    }),
    devices: devicesPage({
      ...{ devices, find: sources.findDevices, now, alarm: sources.alarm },
      holderOf: (card) => cards.resolveTag(credentialTag(cardKey, card), now()),
      nameOf: (personId) => directory.nameOf(personId),
    }),
  };
}
