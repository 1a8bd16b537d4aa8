import type { Answer, Common, RoomCodeView } from '#contracts/engine-link/screen-state.ts';
import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { EpochMs, KioskNumber, PersonId, SectionId, SessionId } from '#domain/ids.ts';
import type { LockOut } from '#domain/session/lock-out.ts';
import type { Opening } from '#domain/session/session-standing.ts';
import type { Sitting } from '../sessions/sitting.ts';
import type { Dialogue } from '../unlock/dialogue.ts';

/** Who is who, as far as this room may know. */
export type People = {
  nameOf(personId: PersonId): string | undefined;
  faculty(personId: PersonId): { readonly name: string; readonly pin: string | null } | undefined;
  section(sectionId: SectionId): Pick<DocumentOf<'section'>, 'people'> | undefined;
};

/** Everything the screen's state is composed from, at one moment. */
export type Scene = {
  readonly now: EpochMs;
  readonly common: Common;
  readonly kiosk: KioskNumber;
  readonly sittings: readonly Sitting[];
  readonly people: People;
  readonly dialogue: Dialogue;
  readonly answer: Answer | null;
  /** The class whose summary somebody has closed. */
  readonly summaryClosed: SessionId | null;
  readonly lockOutOf: (personId: PersonId) => LockOut;
  /** The code of an opening now; null before the hub has told its address. */
  readonly codeOf: (opening: Opening) => RoomCodeView | null;
};
