import { build } from 'vite';
import { pageConfig, serviceWorkerConfig } from './page-config.ts';
import type { PageName } from './pages.ts';

/** Builds one page, with its service worker if it has one. */
export async function buildPage(name: PageName, projectFolder: string): Promise<void> {
  await build(pageConfig(name, projectFolder));
  const worker = serviceWorkerConfig(name, projectFolder);
  if (worker !== undefined) await build(worker);
}
