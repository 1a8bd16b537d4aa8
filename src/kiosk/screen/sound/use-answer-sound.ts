import { useEffect, useRef } from 'react';
import type { Answer } from '#contracts/engine-link/screen-state.ts';
import { type SoundName, soundOf } from './melodies.ts';

/** Plays each answer's sound once, however often its state is told. `play` is null while muted. */
export function useAnswerSound(answer: Answer | null, play: ((sound: SoundName) => void) | null): void {
  const lastId = useRef<string | null>(null);
  useEffect(() => {
    if (answer === null || answer.id === lastId.current) return;
    lastId.current = answer.id;
    play?.(soundOf(answer.kind));
  }, [answer, play]);
}
