import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { type PageName, pageConfig, pages, serviceWorkerConfig } from './pages.ts';

/** What a page is made of besides its own folder. */
const SHARED = ['src/ui', 'src/contracts', 'src/domain'];

function newestIn(folder: string): number {
  const files = globSync('**/*.{ts,tsx,css,html}', { cwd: folder });
  return Math.max(0, ...files.map((file) => statSync(join(folder, file)).mtimeMs));
}

function isFresh(name: PageName, projectFolder: string): boolean {
  const built = join(projectFolder, 'out', name, 'index.html');
  if (!existsSync(built)) return false;
  const builtAt = statSync(built).mtimeMs;
  return [pages[name].folder, ...SHARED].every((folder) => newestIn(join(projectFolder, folder)) <= builtAt);
}

/** Builds one page, with its service worker if it has one. */
export async function buildPage(name: PageName, projectFolder: string): Promise<void> {
  await build(pageConfig(name, projectFolder));
  const worker = serviceWorkerConfig(name, projectFolder);
  if (worker !== undefined) await build(worker);
}

/** Builds the pages that are missing or older than their sources; `tell` hears the name of each. */
export async function ensurePages(projectFolder: string, tell: (name: PageName) => void): Promise<void> {
  for (const name of Object.keys(pages) as PageName[]) {
    if (isFresh(name, projectFolder)) continue;
    tell(name);
    await buildPage(name, projectFolder);
  }
}
