import { hashPassword, pinVerifier } from '../auth/passwords.ts';
import type { HubParts } from '../hub-parts.ts';
import { FACULTY } from './demo-campus.ts';
import { demoPassword, demoPin } from './demo-draws.ts';

export const ADMIN_USERNAME = 'admin';

/** How one account of the demo signs in. */
export type DemoAccount = { readonly username: string; readonly password: string };

/** What is kept of the demo's passwords and PINs, by user name. */
export type HashedSecrets = {
  readonly passwords: ReadonlyMap<string, string>;
  readonly pins: ReadonlyMap<string, string>;
};

type Parts = Pick<HubParts, 'keys' | 'settings'>;

export function adminAccount({ keys, settings }: Parts): DemoAccount {
  const password = settings.adminPassword ?? demoPassword(keys.sealing, ADMIN_USERNAME);
  return { username: ADMIN_USERNAME, password };
}

/** Hashing is slow on purpose, and the only slow part of seeding: all of it at once, outside of any transaction. */
export async function hashDemoSecrets(parts: Parts): Promise<HashedSecrets> {
  const { sealing, pinPepper } = parts.keys;
  const usernames = FACULTY.map(({ username }) => username);
  const accounts = [
    adminAccount(parts),
    ...usernames.map((username) => ({ username, password: demoPassword(sealing, username) })),
  ];
  const [passwords, pins] = await Promise.all([
    Promise.all(
      accounts.map(async ({ username, password }) => [username, await hashPassword(password)] as const),
    ),
    Promise.all(
      [ADMIN_USERNAME, ...usernames].map(
        async (username) => [username, await pinVerifier(pinPepper, demoPin(sealing, username))] as const,
      ),
    ),
  ]);
  return { passwords: new Map(passwords), pins: new Map(pins) };
}
