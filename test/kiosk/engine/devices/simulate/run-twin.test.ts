import { PassThrough } from 'node:stream';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { makeRdm6300Twin } from '../../../../../src/kiosk/engine/devices/rdm6300/make-rdm6300-twin.ts';
import type { Rdm6300Model } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-models.ts';
import { Rdm6300Reader } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-reader.ts';
import { runTwin } from '../../../../../src/kiosk/engine/devices/simulate/run-twin.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { twinAtPort } from '../support/twin-at-port.ts';
import { until } from '../support/until.ts';

describe.skipIf(!HAS_SOCAT)('a person at a simulated reader', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  });

  async function sitDown(kind: Rdm6300Model) {
    const port = await twinAtPort(makeRdm6300Twin(kind));
    await port.plugIn();
    const input = new PassThrough();
    const ending = new AbortController();
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const running = runTwin(port.twin, port, { input, say, signal: ending.signal });
    const heard = new Heard();
    const options = { id: 'door', name: 'Door', kind, path: port.path, baudRate: 9_600, quietAfterHours: 96 };
    const reader = new Rdm6300Reader(options, SYSTEM_DEVICE_DEPS, () => Promise.resolve(SerialPort));
    endings.push(port.end, () => reader.stop());
    reader.start(heard);
    await until(() => heard.state === 'ready', 'the reader is ready');
    return { input, heard, said: () => said, running, quit: () => ending.abort() };
  }

  it('types a card number and the kiosk reads the card; unplugs it, and the kiosk sees it gone', async () => {
    const { input, heard, said, running } = await sitDown('rdm6300');
    input.write('0000472288\n');
    await until(() => heard.reads.length > 0, 'the card is read');
    expect(new Set(heard.reads.map((read) => read.card))).toEqual(new Set(['em:000734E0']));

    input.write('hf:04A3C6CAE26180\nAnna\n');
    await until(
      () => said().includes('125 kHz cards only') && said().includes('"Anna" is no card number'),
      'it helps',
    );

    input.write('unplug\n');
    await until(() => heard.state === 'absent', 'the kiosk sees it gone');
    input.write('plug\n');
    await until(() => heard.state === 'ready', 'the kiosk has it back');
    const before = heard.reads.length;
    input.write('noise\n');
    await until(() => heard.reads.length === before + 2, 'made-up frames come');
    expect(heard.reads.slice(before).map((read) => read.certain)).toEqual([false, false]);
    input.write('half\nhold 0013530444\n');
    await until(
      () => heard.reads.some((read) => read.card === 'em:00CE754C' && read.certain),
      'it holds a card',
    );
    input.write('away\nquit\n');
    await running;
    await until(() => heard.state === 'absent', 'it takes the port with it');
  });

  it.each(['rdm630', 'id-12la', 'id-20la'] as const)(
    'that is an %s sees a card told once, and certain, however long it stays',
    async (kind) => {
      const { input, heard, running, quit } = await sitDown(kind);
      input.write('hold 0000472288\n');
      await until(() => heard.reads.length === 1, 'the card is read');
      input.write('hold 0013530444\n');
      await until(() => heard.reads.length === 2, 'the next one is read');
      expect(heard.reads.map(({ card, certain }) => [card, certain])).toEqual([
        ['em:000734E0', true],
        ['em:00CE754C', true],
      ]);
      quit();
      await running;
    },
  );
});
