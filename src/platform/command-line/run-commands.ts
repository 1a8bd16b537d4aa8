import process from 'node:process';
import { type Command, EXIT, type ExitCode } from './command.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command that the first word names, or helps. `program` is how people call it: "muster ledger". */
export async function runCommands(
  program: string,
  commands: readonly Command[],
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const [asked, ...rest] = argv;
  const found = commands.find(({ name }) => name === asked);
  if (found === undefined) return listCommands(program, commands, asked, terminal);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`Usage: npx ${program} ${found.name} [settings]\n\n${found.help}`);
    return EXIT.fine;
  }
  const stray = rest.find((word, index) => !isOfSetting(word, rest[index - 1]));
  const prepared = found.prepare({ argv: rest, env: process.env });
  if (stray === undefined && prepared.ok) return await prepared.value(terminal);
  const wrong = prepared.ok ? `"${stray}" is not a setting.` : prepared.error;
  terminal.note(`${program} ${found.name}: ${wrong}\n\nnpx ${program} ${found.name} --help says more.\n`);
  return EXIT.badCall;
}

/** A setting, or the value after one that has none of its own. */
function isOfSetting(word: string, before: string | undefined): boolean {
  return word.startsWith('--') || (before?.startsWith('--') === true && !before.includes('='));
}

function listCommands(
  program: string,
  commands: readonly Command[],
  asked: string | undefined,
  { out, note }: Terminal,
): ExitCode {
  const longest = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(longest)}  ${summary}\n`);
  const list = `Usage: npx ${program} COMMAND [settings]\n\n${lines.join('')}\nnpx ${program} COMMAND --help says what one does and what it takes.\n`;
  const wantsHelp = asked === undefined || asked === '--help' || asked === '-h';
  if (wantsHelp) out(list);
  else note(`${program}: there is no "${asked}".\n\n${list}`);
  return wantsHelp ? EXIT.fine : EXIT.badCall;
}
