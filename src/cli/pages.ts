import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

export type PageName = 'screen' | 'console' | 'student';

type Page = {
  readonly folder: string;
  /** Where the page's host serves it; `./` also works from a file, as in Electron. */
  readonly base: string;
  readonly assetsFolder: string;
  readonly target: string | string[];
};

// What five-year-old phones and an office's PCs run.
const BROWSERS = ['chrome111', 'edge111', 'firefox115', 'safari16.4'];

export const pages: Readonly<Record<PageName, Page>> = {
  // Electron, or Chromium on a thin client that nobody updates often.
  screen: { folder: 'src/kiosk/screen', base: './', assetsFolder: 'assets', target: 'chrome111' },
  console: { folder: 'src/hub/console', base: '/console/', assetsFolder: 'assets', target: BROWSERS },
  // Served from the hub's root beside its API, so its assets need a name nothing else there has.
  student: { folder: 'src/student', base: '/', assetsFolder: 'student-assets', target: BROWSERS },
};

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
