import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder `migrations/<name>` of the installed program: looked for upwards from `from` (a caller passes its `import.meta.dirname`),
 * so that source, build output and packaged app all find theirs whatever the working directory.
 */
export function migrationsFolder(from: string, name: string): string {
  const folder = join(from, 'migrations', name);
  if (existsSync(folder)) return folder;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no folder migrations/${name} in the installed program`);
  return migrationsFolder(parent, name);
}
