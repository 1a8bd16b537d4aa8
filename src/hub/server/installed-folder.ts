import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The folder of the installed program, with its package.json: looked for upwards, wherever this file ends up when built. */
export function installedFolder(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('no package.json in the installed program');
  return installedFolder(parent);
}

/** Of the whole program. */
export function installedVersion(): string {
  const text = readFileSync(join(installedFolder(), 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
