import process from 'node:process';
import { runCommands } from '#platform/command-line/run-commands.ts';
import { processTerminal } from '#platform/command-line/terminal.ts';
import { loadDrizzleLightly } from '../store/light-drizzle.ts';

loadDrizzleLightly();
const { backupCommand } = await import('./backup-command.ts');
const { restoreCommand } = await import('./restore-command.ts');
const { verifyCommand } = await import('./verify-command.ts');

process.exitCode = await runCommands(
  'muster hub',
  [backupCommand, restoreCommand, verifyCommand],
  process.argv.slice(2),
  processTerminal(),
);
