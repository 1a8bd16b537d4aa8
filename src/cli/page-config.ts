import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { type PageName, pages } from './pages.ts';

/**
 * How Vite builds a page into `out/<name>` of the project's folder: nothing inline, so that its host can forbid
 * inline code altogether.
 */
export function pageConfig(name: PageName, projectFolder: string): InlineConfig {
  const page = pages[name];
  return {
    root: join(projectFolder, page.folder),
    base: page.base,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: join(projectFolder, 'out', name),
      emptyOutDir: true,
      assetsDir: page.assetsFolder,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      // The console brings its widgets in every language; it is loaded once, over a desk's network.
      chunkSizeWarningLimit: 1_500,
      target: page.target,
    },
  };
}

/**
 * How Vite builds a page's `service-worker.ts` into one plain script beside its index.html, or `undefined` if it has
 * none. Its name must stay the same from version to version, and its place decides which addresses it answers for.
 */
export function serviceWorkerConfig(name: PageName, projectFolder: string): InlineConfig | undefined {
  const { folder, target } = pages[name];
  const root = join(projectFolder, folder);
  const entry = join(root, 'service-worker.ts');
  if (!existsSync(entry)) return undefined;
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: join(projectFolder, 'out', name),
      emptyOutDir: false,
      sourcemap: false,
      target,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', entryFileNames: 'service-worker.js' },
      },
    },
  };
}
