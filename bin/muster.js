#!/usr/bin/env node
// Starts the tools under the Node that Muster runs on. Plain JavaScript, because whatever Node is on the machine reads this file.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 24;
const CANNOT_START = 3;

/** Node 24 that npm installed beside Muster's other packages; undefined where it was left out. */
function installedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}

const isNewEnough = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
const node = isNewEnough ? process.execPath : installedNode();
if (node === undefined) {
  process.stderr.write(
    `muster: this is Node ${process.versions.node}, and Muster needs Node ${OLDEST_NODE} or newer. Install it, or run npm ci in Muster's folder.\n`,
  );
  process.exit(CANNOT_START);
}

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
// Node reads TypeScript by itself, but not below node_modules.
const below = folder.split(sep).includes('node_modules');
const reading = below ? ['--disable-warning=ExperimentalWarning', '--import', new URL('./strip-types.js', import.meta.url).href] : [];
const tool = spawn(node, [...reading, join(folder, 'src/cli/muster.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches all of a terminal's programs: the tool decides when it has ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tool.kill(signal));
tool.once('error', (error) => {
  process.stderr.write(`muster: ${node} can't be started: ${error.message}\n`);
  process.exit(CANNOT_START);
});
tool.once('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
