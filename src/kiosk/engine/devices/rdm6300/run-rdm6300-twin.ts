import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { SYSTEM_DEVICE_DEPS } from '../device-deps.ts';
import { readTypedCard } from '../simulated/typed-card.ts';
import { Rdm6300Twin } from './rdm6300-twin.ts';

const HELP =
  'A card number touches the reader with that card. hold <number>, away, unplug, plug, noise, quit.\n';
/** Long enough for four frames: a relaxed touch. */
const TOUCH_MS = 250;
/** Frames a module made up beside a noisy power supply, without any card; their checksums hold. */
const MADE_UP_FRAMES = ['\x02B59A99E5A9FA\x03', '\x02DA9386B5EA90\x03'];

/**
 * Puts a simulated RDM6300 at `path` and does what the lines of `input` say, until they end. Configure the kiosk with a reader
 * `{"kind": "rdm6300", "path": <path>}` and type card numbers.
 */
export async function runRdm6300Twin({ path, input, output }: TwinConsole): Promise<void> {
  const { after } = SYSTEM_DEVICE_DEPS;
  const twin = new Rdm6300Twin(path, after);
  await twin.plugIn();
  output.write(`An RDM6300 is at ${path}.\n${HELP}`);
  for await (const line of createInterface({ input })) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'quit') break;
    await obey(twin, words, { output, after });
  }
  await twin.unplug();
}

export type TwinConsole = { readonly path: string; readonly input: Readable; readonly output: Writable };

type Surroundings = { readonly output: Writable; readonly after: typeof SYSTEM_DEVICE_DEPS.after };

async function obey(
  twin: Rdm6300Twin,
  words: readonly string[],
  { output, after }: Surroundings,
): Promise<void> {
  switch (words[0]) {
    case '':
    case undefined:
      return;
    case 'away':
      return twin.takeAway();
    case 'unplug':
      return twin.unplug();
    case 'plug':
      return twin.plugIn();
    case 'noise':
      for (const frame of MADE_UP_FRAMES) twin.write(Buffer.from(frame, 'latin1'));
      return;
    case 'hold':
      return showCard(twin, words[1] ?? '', output);
    default:
      showCard(twin, words.join(' '), output);
      after(TOUCH_MS, () => twin.takeAway());
  }
}

function showCard(twin: Rdm6300Twin, number: string, output: Writable): void {
  const card = readTypedCard(number);
  if (!card.ok) output.write(`${card.error}\n`);
  else if (!card.value.startsWith('em:')) output.write('This reader knows 125 kHz cards only.\n');
  else twin.hold(card.value);
}

if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) process.stderr.write('Say where: run-rdm6300-twin.ts <path>\n');
  else await runRdm6300Twin({ path, input: process.stdin, output: process.stdout });
}
