import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { hubState } from './schema.ts';

/** The hub's one database file, on one connection: whatever runs inside `transaction` is in it, by drizzle or by hand. */
export class HubDatabase {
  readonly sqlite: Database.Database;
  readonly orm: BetterSQLite3Database;
  readonly #bumpVersion: Database.Statement;
  readonly #readVersion: Database.Statement;

  constructor(sqlite: Database.Database) {
    this.sqlite = sqlite;
    this.orm = drizzle({ client: sqlite });
    this.#bumpVersion = sqlite.prepare(
      "insert into hub_state (key, value) values ('data_version', '1') on conflict do update set value = cast(value + 1 as text)",
    );
    this.#readVersion = sqlite
      .prepare("select cast(value as integer) from hub_state where key = 'data_version'")
      .pluck();
  }

  /** All of it or nothing. Never give it an async function: what comes after its first await would run outside. */
  transaction<T>(work: () => T): T {
    return this.sqlite.transaction(work).immediate();
  }

  state(key: string): string | undefined {
    return this.orm.select().from(hubState).where(eq(hubState.key, key)).get()?.value;
  }

  setState(key: string, value: string): void {
    this.orm
      .insert(hubState)
      .values({ key, value })
      .onConflictDoUpdate({ target: hubState.key, set: { value } })
      .run();
  }

  /** To be called in every transaction that changes something a kiosk's documents are made from. */
  bumpDataVersion(): void {
    this.#bumpVersion.run();
  }

  dataVersion(): number {
    return (this.#readVersion.get() as number | undefined) ?? 0;
  }

  close(): void {
    this.sqlite.close();
  }
}

/** Where the database lies in the hub's data folder. */
export function databasePath(dataFolder: string): string {
  return join(dataFolder, 'hub', 'hub.db');
}
