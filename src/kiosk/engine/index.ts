import { mkdirSync } from 'node:fs';
import process from 'node:process';
import { KeyStore } from '#platform/keys.ts';
import { createLog, type Log } from '#platform/log.ts';
import { processChannel } from './link/process-channel.ts';
import { runKiosk } from './run-kiosk.ts';
import { readEngineSettings, type Settings, USAGE } from './settings.ts';

// Exit codes: what is wrong with the call, and what only a person can put right. A crash is 1, and starting again may help.
const BAD_SETTINGS = 2;
const CANNOT_START = 3;

function fail(text: string, code: number): never {
  process.stderr.write(`muster kiosk: ${text}\n`);
  process.exit(code);
}

function openKeys({ folder }: Settings, log: Log): KeyStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = KeyStore.open({ path: `${folder}/keys.json` });
  if (!keys.ok) return fail(keys.error.text, CANNOT_START);
  if (!keys.value.isSealed) log.warn('keys are protected by the mode of their file only', { folder });
  return keys.value;
}

const argv = process.argv.slice(2);
if (argv.includes('--help')) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const settings = readEngineSettings({ env: process.env, argv });
if (!settings.ok) fail(`${settings.error}\n\n${USAGE}`, BAD_SETTINGS);
const log = createLog({ level: settings.value.log });
const started = await runKiosk(settings.value, openKeys(settings.value, log), log, processChannel());
if (!started.ok) fail(started.error, CANNOT_START);
