import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Twin } from './twin.ts';

/** Where a twin is plugged in. */
export type TwinPort = {
  plugIn(): Promise<void>;
  unplug(): Promise<void>;
};

export type TwinConsole = {
  readonly input: Readable;
  readonly say: (text: string) => void;
  /** Ends it as "quit" does. */
  readonly signal?: AbortSignal;
};

const ALWAYS = [
  'unplug       pulls its plug',
  'plug         puts it back',
  'help         says this again',
  'quit         ends',
];

/** Lets somebody play with a twin by typing, a line each, until they say quit or the input ends. Unplugs it in the end. */
export async function runTwin(twin: Twin, port: TwinPort, terminal: TwinConsole): Promise<void> {
  const { say, ...lines } = terminal;
  const help = `${[...twin.help, ...ALWAYS].map((line) => `  ${line}`).join('\n')}\n`;
  say(help);
  for await (const text of createInterface(lines)) {
    const line = text.trim();
    if (line === 'quit') break;
    if (line === 'help') say(help);
    else if (line !== '') await obey(line);
  }
  twin.unplugged();
  await port.unplug();

  async function obey(line: string): Promise<void> {
    if (line === 'plug') return port.plugIn();
    if (line === 'unplug') {
      twin.unplugged();
      return port.unplug();
    }
    const answer = twin.obey(line);
    if (answer === undefined) say(`"${line}" means nothing here; "help" lists what does.\n`);
    else if (answer !== '') say(`${answer}\n`);
  }
}
