import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { Rdm6300Reader } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-reader.ts';
import type { Rdm6300Settings } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-settings.ts';
import { Rdm6300Twin, rdm6300Frame } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import { readTypedCard } from '../../../../../src/kiosk/engine/devices/simulated/typed-card.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { ManualDeps } from '../support/manual-deps.ts';
import { until } from '../support/until.ts';
import { MADE_UP_FRAMES, REAL_FRAMES } from './real-frames.ts';

function card(number: string) {
  const read = readTypedCard(number);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const ANN = card('0000472288');
const BEN = card('0013530444');

/** The twin speaks on a real port; the reader's clock is moved by hand, so that no test depends on how busy the computer is. */
describe.skipIf(!HAS_SOCAT)('an RDM6300', () => {
  let folder: string;
  let path: string;
  let twin: Rdm6300Twin;
  const readers: Rdm6300Reader[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-rdm6300-'));
    path = join(folder, 'reader');
    twin = new Rdm6300Twin(path, SYSTEM_DEVICE_DEPS.after);
    await twin.plugIn();
  });

  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    await twin.unplug();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(kind: Rdm6300Settings['kind'] = 'rdm6300') {
    const deps = new ManualDeps();
    const heard = new Heard();
    const options = { id: 'door', name: 'Door', kind, path, baudRate: 9_600, quietAfterHours: 24 };
    const reader = new Rdm6300Reader(options, deps, () => Promise.resolve(SerialPort));
    readers.push(reader);
    reader.start(heard);
    await until(() => heard.state === 'ready', 'the reader is ready');
    const tellings = () =>
      heard.reads.map((read) => `${read.card} ${read.stay} ${read.certain ? 'certain' : 'maybe'}`);
    return { deps, heard, reader, tellings };
  }

  it('tells a card at its first frame and as certain at the second, and then no more while it stays', async () => {
    const { deps, heard, reader, tellings } = await start();
    const began = deps.mono();
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.length === 1, 'the first frame is told');
    expect(heard.reads[0]?.at).toBe(began);
    for (let i = 1; i <= 20; i += 1) {
      deps.advance(65);
      twin.write(rdm6300Frame(ANN));
      // A byte that belongs to no frame shows when the frame before it has been read.
      twin.write(Uint8Array.of(0));
      await until(() => reader.counts().discarded === i, 'the next frame has come');
    }
    twin.write(rdm6300Frame(BEN));
    await until(() => heard.reads.length === 3, 'the next card is told');
    expect(tellings()).toEqual([`${ANN} door/1 maybe`, `${ANN} door/1 certain`, `${BEN} door/2 maybe`]);
  });

  it('tells of two stays when the card was away for half a second', async () => {
    const { deps, heard, tellings } = await start();
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.length === 1, 'the card is told');
    deps.advance(500);
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.length === 2, 'the card is told again');
    expect(tellings()).toEqual([`${ANN} door/1 maybe`, `${ANN} door/2 maybe`]);
  });

  it('never is certain of the frames that it makes up, and counts them', async () => {
    const { deps, heard, reader } = await start();
    for (const frame of MADE_UP_FRAMES) twin.write(frame);
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.some((read) => read.card === ANN), 'the real card is told');
    expect(heard.reads.filter((read) => read.certain)).toEqual([]);
    expect(heard.reads.map((read) => read.card)).not.toContain('em:00000000');
    deps.advance(1_000);
    // One of the eight has no number in it at all, and is not told in the first place.
    expect(reader.counts().seenOnce).toBe(7 + 1);
  });

  it('that is really an ID-20LA, which tells of a card once, is certain at once', async () => {
    const { heard, tellings } = await start('id-20la');
    twin.write(rdm6300Frame(ANN, { version: 0x0c, crLf: true }));
    await until(() => heard.reads.length === 1, 'the card is told');
    expect(tellings()).toEqual([`${ANN} door/1 certain`]);
  });

  it('does not join half a frame from before the plug was pulled to what comes after', async () => {
    const { deps, heard, reader, tellings } = await start();
    const { frame } = REAL_FRAMES[0];
    twin.write(Uint8Array.of(0, ...frame.subarray(0, 9)));
    await until(() => reader.counts().discarded === 1, 'the half frame has come');
    await twin.unplug();
    await until(() => heard.state === 'absent', 'the loss is noticed');
    await twin.plugIn();
    await until(() => {
      deps.advance(250);
      return heard.state === 'ready';
    }, 'the reader is back');
    twin.write(frame.subarray(9));
    twin.write(rdm6300Frame(BEN));
    await until(() => heard.reads.length > 0, 'a card is told');
    expect(tellings()).toEqual([`${BEN} door/1 maybe`]);
  });

  it('that a card lies on while its plug is pulled and put back at once tells no new stay', async () => {
    const { deps, heard, tellings } = await start();
    // Long enough connected for a lost connection to be an accident.
    deps.advance(3_000);
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.length === 1, 'the card is told');
    await twin.unplug();
    await until(() => heard.state === 'absent', 'the loss is noticed');
    await twin.plugIn();
    deps.advance(250);
    await until(() => heard.state === 'ready', 'the reader is back');
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.length === 2, 'the card is told again');
    expect(tellings()).toEqual([`${ANN} door/1 maybe`, `${ANN} door/1 certain`]);
  });

  it('is quiet while only gibberish comes, and ready with the first frame that makes sense', async () => {
    const { heard, reader } = await start();
    twin.write(Buffer.from('AT+GCAP\r\n'.repeat(60), 'latin1'));
    await until(() => heard.state === 'quiet', 'the gibberish is noticed');
    expect(heard.detail).toContain('makes no sense');
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.state === 'ready', 'it is ready again');
    expect(heard.reads).toHaveLength(1);
    expect(reader.counts().discarded).toBe(540);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready', 'quiet', 'ready']);
  });

  it('is quiet when no card has come for as long as the settings say, and ready with the next card', async () => {
    const { deps, heard, tellings } = await start();
    deps.advance(23 * 3_600_000);
    twin.write(rdm6300Frame(ANN));
    await until(() => heard.reads.length === 1, 'a card is told');
    deps.advance(24 * 3_600_000 - 1);
    expect(heard.states).toHaveLength(1);
    deps.advance(1);
    expect(heard.state).toBe('quiet');
    expect(heard.detail).toContain('No card has been read');
    twin.write(rdm6300Frame(BEN));
    await until(() => heard.state === 'ready', 'it is ready again');
    expect(tellings().at(-1)).toBe(`${BEN} door/2 maybe`);
  });

  it('held to a card by the twin itself is certain within a touch', async () => {
    const heard = new Heard();
    const options = {
      id: 'door',
      name: 'Door',
      kind: 'rdm6300',
      path,
      baudRate: 9_600,
      quietAfterHours: 24,
    } as const;
    const reader = new Rdm6300Reader(options, SYSTEM_DEVICE_DEPS, () => Promise.resolve(SerialPort));
    readers.push(reader);
    reader.start(heard);
    await until(() => heard.state === 'ready', 'the reader is ready');
    twin.hold(ANN);
    await until(() => heard.reads.some((read) => read.certain), 'the card is certain');
    twin.takeAway();
    expect(new Set(heard.reads.map((read) => read.card))).toEqual(new Set([ANN]));
  });
});
