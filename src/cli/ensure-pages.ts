import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type PageName, pages } from './pages.ts';

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

/** Builds the pages that are missing or older than their sources; `tell` hears the name of each. */
export async function ensurePages(projectFolder: string, tell: (name: PageName) => void): Promise<void> {
  for (const name of Object.keys(pages) as PageName[]) {
    if (isFresh(name, projectFolder)) continue;
    tell(name);
    // Vite is loaded only when it has something to do.
    const { buildPage } = await import('./build-page.ts');
    await buildPage(name, projectFolder);
  }
}
