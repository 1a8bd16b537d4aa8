import process from 'node:process';
import { runCommands } from '#platform/command-line/run-commands.ts';
import { processTerminal } from '#platform/command-line/terminal.ts';
import { verifyCommand } from './verify-command.ts';

process.exitCode = await runCommands(
  'muster ledger',
  [verifyCommand],
  process.argv.slice(2),
  processTerminal(),
);
