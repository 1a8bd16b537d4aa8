import { type ChildProcess, fork } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';
import { pageConfig } from './page-config.ts';
import { type PageName, pages } from './pages.ts';

const projectFolder = join(import.meta.dirname, '../..');
/** What the two programs are made of; the pages are built again by Vite as they change. */
const PROGRAM_FOLDERS = [
  'src/domain',
  'src/contracts',
  'src/platform',
  'src/hub/server',
  'src/kiosk/engine',
  'src/cli',
];
/** Editors write several files at once. */
const SETTLE_MS = 300;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function watchPages(): Promise<void> {
  for (const name of Object.keys(pages) as PageName[]) {
    const config = pageConfig(name, projectFolder);
    await build({ ...config, build: { ...config.build, watch: {} } });
  }
}

/** Runs `npm start` and starts it again whenever a program's source changes. */
class Rerun {
  #child: ChildProcess | undefined;
  #due: NodeJS.Timeout | undefined;
  #stopping = false;

  start(): void {
    this.#child = fork(join(projectFolder, 'src/cli/start.ts'), process.argv.slice(2));
  }

  soon(what: string): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => void this.#again(what), SETTLE_MS);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#due);
    await this.#end();
  }

  async #again(what: string): Promise<void> {
    say(`${what} changed; starting again.`);
    await this.#end();
    if (!this.#stopping) this.start();
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

await watchPages();
const rerun = new Rerun();
rerun.start();
const watchers = PROGRAM_FOLDERS.map((folder) =>
  watch(join(projectFolder, folder), { recursive: true }, (_event, file) => {
    if (file?.endsWith('.ts')) rerun.soon(join(folder, file));
  }),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const watcher of watchers) watcher.close();
    void rerun.stop().then(() => process.exit(0));
  });
}
