import process from 'node:process';
import { runCommands } from '#platform/command-line/run-commands.ts';
import { processTerminal } from '#platform/command-line/terminal.ts';
import { exportCommand } from './export-command.ts';
import { salvageCommand } from './salvage-command.ts';
import { verifyCommand } from './verify-command.ts';

process.exitCode = await runCommands(
  'muster ledger',
  [verifyCommand, exportCommand, salvageCommand],
  process.argv.slice(2),
  processTerminal(),
);
