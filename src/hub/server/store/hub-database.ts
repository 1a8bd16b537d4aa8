import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { RoomId } from '#domain/ids.ts';
import type { CardShard } from '../directory/card-shards.ts';
import { hubState } from './schema.ts';

/**
 * What a change concerns, so that not every kiosk's documents are made anew for it. `all` is always right; the others are
 * for what happens many times a day.
 */
export type DataScope = 'all' | 'cards' | `cards:${CardShard}` | 'card-forms' | `room:${RoomId}`;

/** The hub's one database file, on one connection: whatever runs inside `transaction` is in it, by drizzle or by hand. */
export class HubDatabase {
  readonly sqlite: Database.Database;
  readonly orm: BetterSQLite3Database;
  readonly #readNumber: Database.Statement;
  readonly #readState: Database.Statement;
  /** Of scopes, as they stood at one version of everything: none of them changes without it. */
  readonly #versions = new Map<string, number>();
  #versionsAt = -1;

  constructor(sqlite: Database.Database) {
    this.sqlite = sqlite;
    this.orm = drizzle({ client: sqlite });
    this.#readState = sqlite.prepare('select value from hub_state where key = ?').pluck();
    this.#readNumber = sqlite.prepare('select cast(value as integer) from hub_state where key = ?').pluck();
  }

  /** All of it or nothing. Never give it an async function: what comes after its first await would run outside. */
  transaction<T>(work: () => T): T {
    return this.sqlite.transaction(work).immediate();
  }

  state(key: string): string | undefined {
    return this.#readState.get(key) as string | undefined;
  }

  setState(key: string, value: string): void {
    this.orm
      .insert(hubState)
      .values({ key, value })
      .onConflictDoUpdate({ target: hubState.key, set: { value } })
      .run();
  }

  removeState(key: string): void {
    this.orm.delete(hubState).where(eq(hubState.key, key)).run();
  }

  /** To be called in every transaction that changes something registers or kiosks' documents are made from. */
  bumpDataVersion(scope: DataScope = 'all'): void {
    const version = String(this.dataVersion() + 1);
    this.setState(VERSION_KEY, version);
    this.setState(`${VERSION_KEY}:${scope}`, version);
  }

  /** Grows with every change. */
  dataVersion(): number {
    return this.#number(VERSION_KEY);
  }

  /** Of the last change that concerned one of these or everything. */
  versionOf(...scopes: readonly DataScope[]): number {
    this.#forgetOldVersions();
    let version = this.#version('all');
    for (const scope of scopes) version = Math.max(version, this.#version(scope));
    return version;
  }

  close(): void {
    this.sqlite.close();
  }

  #forgetOldVersions(): void {
    const now = this.dataVersion();
    if (now === this.#versionsAt) return;
    this.#versions.clear();
    this.#versionsAt = now;
  }

  #version(scope: DataScope): number {
    // What a transaction changes may be taken back, and the same number given to another change.
    if (this.sqlite.inTransaction) return this.#number(`${VERSION_KEY}:${scope}`);
    const known = this.#versions.get(scope);
    if (known !== undefined) return known;
    const version = this.#number(`${VERSION_KEY}:${scope}`);
    this.#versions.set(scope, version);
    return version;
  }

  #number(key: string): number {
    return (this.#readNumber.get(key) as number | undefined) ?? 0;
  }
}

const VERSION_KEY = 'data_version';

/** Set in a database that is known to be an older copy of itself, until the rest of the hub has drawn its conclusions. */
export const PUT_BACK_KEY = 'put_back';

/** Where the database lies in the hub's data folder. */
export function databasePath(dataFolder: string): string {
  return join(dataFolder, 'hub', 'hub.db');
}
