import { z } from 'zod';
import { type SignedIn, SignedInSchema, type SignIn } from '#contracts/hub-api/auth.ts';
import type { Asked } from './asked.ts';

/** Who is signed in in this browser. */
export const whoAmI: Asked<SignedIn> = { path: '/api/v1/auth/me', answer: SignedInSchema };

export function signIn(body: SignIn): Asked<SignedIn> {
  return { method: 'POST', path: '/api/v1/auth/sign-in', answer: SignedInSchema, body };
}

export const signOut: Asked<null> = { method: 'POST', path: '/api/v1/auth/sign-out', answer: z.null() };
