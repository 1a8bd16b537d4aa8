import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where the program is installed: the nearest folder upwards with this in it, so that source, build and packaged app find theirs. */
function upwards(from: string, relative: string): string | undefined {
  if (existsSync(join(from, relative))) return join(from, relative);
  const parent = dirname(from);
  return parent === from ? undefined : upwards(parent, relative);
}

/** The built page of the screen; undefined before it was built. */
export function builtScreen(from: string): string | undefined {
  return upwards(from, join('out', 'screen'));
}

const PackageSchema = z.object({ version: z.string() });

/** The program's version. */
export function appVersion(from: string): string {
  const path = upwards(from, 'package.json');
  if (path === undefined) throw new Error('the program is installed without its package.json');
  return PackageSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
