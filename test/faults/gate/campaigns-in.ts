import { pathToFileURL } from 'node:url';
import type { Entry } from './entry.ts';

/** The campaigns that the module at this path exports as CAMPAIGNS. */
export async function campaignsIn(path: string): Promise<readonly Entry[]> {
  const { CAMPAIGNS } = (await import(pathToFileURL(path).href)) as { readonly CAMPAIGNS: readonly Entry[] };
  return CAMPAIGNS;
}
