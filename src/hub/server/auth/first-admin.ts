import type { EpochMs } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { hasUsers } from '../store/user-store.ts';
import { createAccount } from './accounts.ts';

export type FirstAdmin = {
  readonly username: string;
  /** To be shown once; null when whoever started the hub chose it. */
  readonly password: string | null;
};

/** Makes the first administrator of a hub that has no accounts yet. */
export async function createFirstAdmin(
  db: HubDatabase,
  now: EpochMs,
  password: string | undefined,
): Promise<FirstAdmin | null> {
  if (hasUsers(db)) return null;
  const asked = { username: 'admin', role: 'admin', personId: null } as const;
  const made = await createAccount(db, password === undefined ? asked : { ...asked, password }, now);
  return { username: made.user.username, password: made.password };
}
