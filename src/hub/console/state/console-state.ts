import type { SignedIn } from '#contracts/hub-api/auth.ts';
import type { Problem } from '../api/problem.ts';

/** What the console is doing. Where in it somebody is, is its address's business. */
export type ConsoleState =
  | { readonly name: 'starting' }
  /** The hub could not be asked who this is. */
  | { readonly name: 'unreachable'; readonly problem: Problem }
  | { readonly name: 'signed-out'; readonly why: 'first' | 'expired' | 'asked' }
  | { readonly name: 'signed-in'; readonly user: SignedIn };
