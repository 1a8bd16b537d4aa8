import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { keepCompiled } from './node-options.ts';

/** A group of tools; each is a program of its own, inside what it works on. */
type ToolGroup = { readonly name: string; readonly summary: string; readonly entry: string };

const GROUPS: readonly ToolGroup[] = [
  {
    name: 'ledger',
    summary: 'what a kiosk has recorded: check it, write it out, get it back from a damaged file',
    entry: 'src/kiosk/engine/tools/index.ts',
  },
  {
    name: 'hub',
    summary: "the hub's database: back it up, restore it, check it",
    entry: 'src/hub/server/tools/index.ts',
  },
  {
    name: 'simulate',
    summary: 'readers without hardware, for a kiosk to read from',
    entry: 'src/kiosk/engine/devices/simulate/index.ts',
  },
];

const BAD_CALL = 2;

const LONGEST_NAME = Math.max(...GROUPS.map(({ name }) => name.length));

const HELP = `Muster's tools for whoever runs it.

  npx muster GROUP COMMAND [settings]

${GROUPS.map(({ name, summary }) => `  ${name.padEnd(LONGEST_NAME)}  ${summary}`).join('\n')}

  npx muster GROUP --help            lists the commands of a group
  npx muster GROUP COMMAND --help    says what one does and what it takes

Exit codes: 0 all is well, 1 something is wrong with what was looked at, 2 the call was wrong, 3 it could not be done.
`;

function runGroup({ entry }: ToolGroup, argv: readonly string[]): void {
  const script = join(import.meta.dirname, '../..', entry);
  const tool = spawn(process.execPath, [...process.execArgv, script, ...argv], {
    env: { ...process.env, ...keepCompiled() },
    stdio: 'inherit',
  });
  // Whoever ends this one means the tool.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => tool.kill(signal));
  tool.once('exit', (code) => process.exit(code ?? 1));
}

const [asked, ...rest] = process.argv.slice(2);
const group = GROUPS.find(({ name }) => name === asked);
if (group !== undefined) runGroup(group, rest);
else if (asked === undefined || asked === '--help' || asked === '-h' || asked === 'help')
  process.stdout.write(HELP);
else {
  process.stderr.write(`muster: there is no "${asked}".\n\n${HELP}`);
  process.exitCode = BAD_CALL;
}
