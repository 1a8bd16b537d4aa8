import type { AnswerKind } from '#domain/punch/answer.ts';
import { unreachable } from '#domain/unreachable.ts';

/** One note of a melody. */
export type Note = { readonly hz: number; readonly startMs: number; readonly lengthMs: number };

export type SoundName = 'accepted' | 'late' | 'refused';

// Equal temperament, A4 = 440 Hz.
const E5 = 659.26;
const A5 = 880;
const C6 = 1046.5;
const E6 = 1318.51;
const F4 = 349.23;

/**
 * The three differ in how they move, not only in how high they are: accepted climbs three steps, late goes up and
 * comes back, refused stays on one low note and knocks twice. All are over in less than half a second, so that a
 * queue at the door isn't held up by them.
 */
export const MELODIES: Readonly<Record<SoundName, readonly Note[]>> = {
  accepted: [
    { hz: A5, startMs: 0, lengthMs: 90 },
    { hz: C6, startMs: 90, lengthMs: 90 },
    { hz: E6, startMs: 180, lengthMs: 220 },
  ],
  late: [
    { hz: E5, startMs: 0, lengthMs: 110 },
    { hz: A5, startMs: 120, lengthMs: 110 },
    { hz: E5, startMs: 240, lengthMs: 220 },
  ],
  refused: [
    { hz: F4, startMs: 0, lengthMs: 130 },
    { hz: F4, startMs: 210, lengthMs: 230 },
  ],
};

/** What an answer sounds like. */
export function soundOf(kind: AnswerKind): SoundName {
  switch (kind) {
    case 'present':
    case 'noted':
    case 'already-recorded':
    case 'faculty':
      return 'accepted';
    case 'late':
      return 'late';
    case 'after-cut-off':
    case 'not-enrolled':
    case 'wrong-room':
    case 'unknown-card':
    case 'unknown-pass':
    case 'expired-pass':
    case 'unconfirmed-phone':
    case 'ambiguous-card':
    case 'unknown-finger':
    case 'no-session':
      return 'refused';
    default:
      return unreachable(kind);
  }
}
