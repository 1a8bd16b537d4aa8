import type { Problem } from '../api/problem.ts';
import { useWords } from './console-words.ts';

/** What to tell of a problem: in this page's language where it has the words, else in the hub's own. */
export function useProblemWords(): (problem: Problem) => string {
  const { problem: words } = useWords().messages;
  return (problem) => {
    switch (problem.kind) {
      case 'unreachable':
        return words.unreachable;
      case 'not-understood':
        return words.notUnderstood;
      case 'refused': {
        const { code, message, details, retryAfterMs } = problem;
        const said = [words.hub[code] ?? message, ...details];
        const wait = retryAfterMs === null ? [] : [words.retryIn(Math.ceil(retryAfterMs / 1000))];
        return [...said, ...wait].join(' ');
      }
    }
  };
}
