import process from 'node:process';
import { runCommands } from '#platform/command-line/run-commands.ts';
import { processTerminal } from '#platform/command-line/terminal.ts';
import { SIMULATE_COMMANDS } from './simulate-commands.ts';

process.exitCode = await runCommands(
  'muster simulate',
  SIMULATE_COMMANDS,
  process.argv.slice(2),
  processTerminal(),
);
