import type { Controls } from '#contracts/engine-link/screen-state.ts';
import type { FacultyChoice, UnlockAttempt } from '#contracts/engine-link/unlock-attempt.ts';
import type { PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Sitting } from '../sessions/sitting.ts';
import type { Unlocking } from '../unlock/dialogue.ts';
import { rosterLines } from './register-lines.ts';
import type { People, Scene } from './scene.ts';

/** Those who may prove that they teach here. */
export function facultyChoices(faculty: readonly PersonId[], people: People): FacultyChoice[] {
  return faculty.flatMap((personId) => {
    const member = people.faculty(personId);
    return member === undefined ? [] : [{ personId, name: member.name, hasPin: member.pin !== null }];
  });
}

export function unlockAttempt({ chosen, attempt }: Unlocking, scene: Scene): UnlockAttempt {
  if (chosen === null) return { kind: 'idle' };
  const { lockedUntil, triesLeft } = scene.lockOutOf(chosen);
  if (lockedUntil !== null) return { kind: 'locked-out', until: lockedUntil };
  return attempt === 'wrong' ? { kind: 'wrong', triesLeft } : { kind: attempt };
}

/** The teacher's side of the class on screen. */
export function controlsView(sitting: Sitting, faculty: readonly PersonId[], scene: Scene): Controls {
  const { dialogue, people } = scene;
  if (dialogue.name === 'none' || dialogue.sessionId !== sitting.occurrence.sessionId)
    return { kind: 'closed' };
  switch (dialogue.name) {
    case 'unlocking':
      return {
        kind: 'unlocking',
        faculty: facultyChoices(faculty, people),
        chosen: dialogue.chosen,
        attempt: unlockAttempt(dialogue, scene),
        until: dialogue.until,
      };
    case 'controls':
      return {
        kind: 'open',
        by: people.nameOf(dialogue.by) ?? '',
        until: dialogue.until,
        roster: rosterLines(sitting, people),
      };
    default:
      return unreachable(dialogue);
  }
}
