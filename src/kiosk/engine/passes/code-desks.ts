import type { Directory } from '../directory/directory.ts';
import type { Enrolment } from '../enrolment/enrolment.ts';
import type { RoomSessions } from '../sessions/room-sessions.ts';
import { BadgeDesk } from './badge-desk.ts';
import { PassDesk } from './pass-desk.ts';

type CodeDesks = { readonly passes: PassDesk; readonly badges: BadgeDesk };

/** What judges the codes that the camera sees. */
export function codeDesks(
  { cardKey, institutionId: tenant }: Enrolment,
  directory: Directory,
  { book, cards }: RoomSessions,
): CodeDesks {
  return {
    passes: new PassDesk({
      tenant,
      phonesBy: (passId) => directory.phonesBy(passId),
      lastClockSampleAt: () => book.lastClockSampleAt(),
    }),
    badges: new BadgeDesk({
      ...{ cardKey, tenant },
      areUsed: () => directory.place()?.badges === true,
      resolveTag: (tag, at) => cards.resolveTag(tag, at),
    }),
  };
}
