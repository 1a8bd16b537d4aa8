import type { Result } from '#domain/result.ts';

/** Why the hub can't start, in words for whoever started it; no bug, so no stack is shown. */
export class StartProblem extends Error {}

/** The value, or the words of the error thrown to where the program is started. */
export function orThrow<T, E>(result: Result<T, E>, words: (error: E) => string): T {
  if (!result.ok) throw new StartProblem(words(result.error));
  return result.value;
}
