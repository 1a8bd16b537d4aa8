import { useWords } from '../messages/student-words.ts';
import type { Problem } from '../state/student-state.ts';

/** What to tell of a problem: in this page's language where it has the words, else in the hub's own. */
export function useProblemWords(): (problem: Problem) => string {
  const { problem: words } = useWords().messages;
  return (problem) =>
    problem.kind === 'unreachable' ? words.unreachable : (words.hub[problem.code] ?? problem.message);
}
