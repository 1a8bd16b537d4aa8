import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { Rdm6300Reader } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-reader.ts';
import { runRdm6300Twin } from '../../../../../src/kiosk/engine/devices/rdm6300/run-rdm6300-twin.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { until } from '../support/until.ts';

describe.skipIf(!HAS_SOCAT)('a person at the simulated RDM6300', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });

  it('types a card number and the kiosk reads the card; unplugs it, and the kiosk sees it gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-twin-'));
    const path = join(folder, 'reader');
    const input = new PassThrough();
    const output = new PassThrough();
    let said = '';
    output.on('data', (text) => {
      said += String(text);
    });
    const running = runRdm6300Twin({ path, input, output });
    const heard = new Heard();
    const options = { id: 'door', name: 'Door', kind: 'rdm6300', path, baudRate: 9_600 } as const;
    const reader = new Rdm6300Reader(options, SYSTEM_DEVICE_DEPS, () => Promise.resolve(SerialPort));
    endings.push(
      () => reader.stop(),
      () => {
        input.end('quit\n');
        return running;
      },
      () => rm(folder, { recursive: true, force: true }),
    );

    await until(() => said.includes(path), 'it says where it is');
    reader.start(heard);
    await until(() => heard.state === 'ready', 'the reader is ready');
    input.write('0000472288\n');
    await until(() => heard.reads.length > 0, 'the card is read');
    expect(new Set(heard.reads.map((read) => read.card))).toEqual(new Set(['em:000734E0']));

    input.write('hf:04A3C6CAE26180\nAnna\n');
    await until(
      () => said.includes('125 kHz cards only') && said.includes('"Anna" is no card number'),
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
    input.write('hold 0013530444\n');
    await until(
      () => heard.reads.some((read) => read.card === 'em:00CE754C' && read.certain),
      'it holds a card',
    );
    input.write('away\n');
  });
});
