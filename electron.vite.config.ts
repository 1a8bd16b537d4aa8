import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import { pageConfig } from './src/cli/page-config.ts';

// The engine is a process of its own, so it is an entry of its own.
const engine = 'src/kiosk/engine/index.ts';
// It checks the ledger in a thread, which needs a file to start from.
const ledgerCheck = 'src/kiosk/engine/self-check/ledger-check-worker.ts';

const { configFile: _, ...screen } = pageConfig('screen', import.meta.dirname);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: 'src/kiosk/shell/index.ts',
          ...(existsSync(engine) ? { engine, 'ledger-check': ledgerCheck } : {}),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but electron: everything else is bundled into it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/kiosk/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...screen,
    build: {
      ...screen.build,
      rolldownOptions: { input: join(import.meta.dirname, 'src/kiosk/screen/index.html') },
    },
  },
});
