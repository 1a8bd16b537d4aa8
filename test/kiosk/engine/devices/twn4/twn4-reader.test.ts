import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { Twn4Reader } from '../../../../../src/kiosk/engine/devices/twn4/twn4-reader.ts';
import { Twn4Twin } from '../../../../../src/kiosk/engine/devices/twn4/twn4-twin.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { twinAtPort } from '../support/twin-at-port.ts';
import { until } from '../support/until.ts';

const ANN = 'em:00CE754C' as CardNumber;
const BEN = 'hf:E00700001F8831FF' as CardNumber;

describe.skipIf(!HAS_SOCAT)('a TWN4', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  });

  async function plugIn(prepare: (twin: Twn4Twin) => void = () => undefined) {
    let twin: Twn4Twin | undefined;
    let asked = '';
    const port = await twinAtPort((deps) => {
      twin = new Twn4Twin(deps);
      const hear = twin.hear.bind(twin);
      twin.hear = (bytes) => {
        asked += Buffer.from(bytes).toString('latin1');
        hear(bytes);
      };
      return twin;
    });
    if (twin === undefined) throw new Error('no twin');
    prepare(twin);
    await port.plugIn();
    const heard = new Heard();
    const options = { id: 'door', name: 'Door', kind: 'twn4', path: port.path, baudRate: 9_600 } as const;
    const reader = new Twn4Reader(options, SYSTEM_DEVICE_DEPS, () => Promise.resolve(SerialPort));
    endings.push(port.end, () => reader.stop());
    reader.start(heard);
    const searches = () => asked.split('050010\r').length - 1;
    return { port, twin, heard, reader, searches, cards: () => heard.reads.map(({ card }) => card) };
  }

  it('says what it is, and tells cards of both frequencies, each once however long it stays', async () => {
    const { twin, heard, reader, searches, cards } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    expect(heard.detail).toContain('TWN4/');
    twin.hold(ANN);
    await until(() => heard.reads.length === 1, 'the card is told');
    expect(heard.reads[0]).toMatchObject({ card: ANN, stay: 'door/1', certain: true });
    const sofar = searches();
    await until(() => searches() > sofar + 5, 'it was searched again and again');
    twin.hold(BEN);
    await until(() => heard.reads.length === 2, 'the other card is told');
    expect(cards()).toEqual([ANN, BEN]);
    expect(reader.counts()).toEqual({ stays: 2, seenOnce: 0, discarded: 0 });
  });

  it('is understood in spite of half lines and of what another program made it say', async () => {
    const { port, twin, heard, reader, cards } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.makeNoise();
    port.write(Buffer.from('00018020'));
    twin.hold(ANN);
    await until(() => heard.reads.length === 1, 'the card is told');
    expect(cards()).toEqual([ANN]);
    expect(reader.counts().discarded).toBeGreaterThanOrEqual('0001802AT+GCAP'.length);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('takes a phone, whose number changes at each look, for one stay', async () => {
    const { twin, heard, searches } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.holdPhone();
    await until(() => heard.reads.length === 1, 'the phone is told');
    const sofar = searches();
    await until(() => searches() > sofar + 15, 'it was searched again and again');
    expect(heard.reads).toHaveLength(1);
  });

  it('that hangs is quiet, and ready again when its plug was pulled and put back', async () => {
    const { port, twin, heard, cards } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.hang();
    await until(() => heard.state === 'quiet', 'the silence is noticed');
    await port.unplug();
    await port.plugIn();
    twin.hold(ANN);
    await until(() => heard.state === 'ready' && heard.reads.length === 1, 'it is back');
    expect(cards()).toEqual([ANN]);
  });

  it('that is something else is never called ready, whatever it says', async () => {
    const { port, heard, reader } = await plugIn((each) => each.hang());
    const chatter = setInterval(() => port.write(Buffer.from('\x0201000734E0D2\x03\r')), 50);
    endings.push(() => Promise.resolve(clearInterval(chatter)));
    await until(() => heard.state === 'quiet', 'the silence is noticed');
    expect(heard.states.map(({ state }) => state)).toEqual(['quiet']);
    expect(heard.reads).toEqual([]);
    expect(reader.counts().discarded).toBeGreaterThan(0);
  });
});
