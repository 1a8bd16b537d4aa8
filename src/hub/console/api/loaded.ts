import type { Result } from '#domain/result.ts';
import type { Problem } from './problem.ts';

/** Something of the hub's, as far as it is here. */
export type Loaded<T> =
  | { readonly name: 'loading' }
  | { readonly name: 'failed'; readonly problem: Problem }
  /** `problem`: reading it again failed, so this is from before. */
  | { readonly name: 'loaded'; readonly value: T; readonly problem: Problem | null };

export const LOADING: Loaded<never> = { name: 'loading' };

/** What is here after an answer: what was read once stays when reading it again fails. */
export function afterAnswer<T>(before: Loaded<T>, answer: Result<T, Problem>): Loaded<T> {
  if (answer.ok) return { name: 'loaded', value: answer.value, problem: null };
  if (before.name === 'loaded') return { ...before, problem: answer.error };
  return { name: 'failed', problem: answer.error };
}
