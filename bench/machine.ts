import { arch, availableParallelism, loadavg, platform, totalmem } from 'node:os';
import process from 'node:process';
import Database from 'better-sqlite3';

export type Machine = {
  readonly system: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly sqlite: string;
  /** How many processes wanted a core in the last minute: above `cores`, the machine was busy with something else too. */
  readonly loadBefore: number;
};

/** What the figures were measured on. */
export function thisMachine(): Machine {
  const db = new Database(':memory:');
  const sqlite = String(db.prepare('select sqlite_version()').pluck().get());
  db.close();
  return {
    system: `${platform()} ${arch()}`,
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    sqlite,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

export function machineLine({ system, cores, memoryGiB, node, sqlite, loadBefore }: Machine): string {
  return `${system}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, SQLite ${sqlite}, load ${loadBefore} when it began`;
}
