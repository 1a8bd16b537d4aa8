import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import {
  encodePn532,
  type Pn532Frame,
  splitPn532,
} from '../../../../../src/kiosk/engine/devices/pn532/frame.ts';
import { Pn532Reader } from '../../../../../src/kiosk/engine/devices/pn532/pn532-reader.ts';
import { Pn532Twin } from '../../../../../src/kiosk/engine/devices/pn532/pn532-twin.ts';
import { answerWithUid } from '../../../../../src/kiosk/engine/devices/pn532/target.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { twinAtPort } from '../support/twin-at-port.ts';
import { until } from '../support/until.ts';

const ANN = 'hf:04416D412B0289' as CardNumber;
const BEN = 'hf:6E8AE2B0' as CardNumber;

/** The twin speaks the whole protocol on a real port, and both clocks are the machine's: no test depends on how fast it is. */
describe.skipIf(!HAS_SOCAT)('a PN532', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  });

  async function plugIn(prepare: (twin: Pn532Twin) => void = () => undefined) {
    const asked: Pn532Frame[] = [];
    let twin: Pn532Twin | undefined;
    const port = await twinAtPort((deps) => {
      twin = new Pn532Twin(deps);
      const hear = twin.hear.bind(twin);
      twin.hear = (bytes) => {
        asked.push(...splitPn532(bytes).frames);
        hear(bytes);
      };
      return twin;
    });
    if (twin === undefined) throw new Error('no twin');
    prepare(twin);
    await port.plugIn();
    const heard = new Heard();
    const options = { id: 'door', name: 'Door', kind: 'pn532', path: port.path, baudRate: 115_200 } as const;
    const reader = new Pn532Reader(options, SYSTEM_DEVICE_DEPS, () => Promise.resolve(SerialPort));
    endings.push(port.end, () => reader.stop());
    reader.start(heard);
    const looks = () => asked.filter((frame) => frame.kind === 'data' && frame.command === 0x4a).length;
    const again = () => {
      const next = new Pn532Reader(options, SYSTEM_DEVICE_DEPS, () => Promise.resolve(SerialPort));
      const nextHeard = new Heard();
      endings.push(() => next.stop());
      next.start(nextHeard);
      return nextHeard;
    };
    return { port, twin, heard, reader, again, looks, cards: () => heard.reads.map(({ card }) => card) };
  }

  it('is woken up, says what it is, and tells a card once however long it stays', async () => {
    const { twin, heard, looks, cards, reader } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    expect(heard.detail).toContain('firmware 1.6');
    twin.hold(ANN);
    await until(() => heard.reads.length === 1, 'the card is told');
    expect(heard.reads[0]).toMatchObject({ card: ANN, stay: 'door/1', certain: true });
    const sofar = looks();
    await until(() => looks() > sofar + 5, 'it was looked at again and again');
    twin.hold(BEN);
    await until(() => heard.reads.length === 2, 'the other card is told');
    expect(cards()).toEqual([ANN, BEN]);
    expect(reader.counts()).toEqual({ stays: 2, seenOnce: 0, discarded: 0 });
  });

  it('that is silent until a card comes is asked whether it is still there, and its cards are told', async () => {
    const { twin, heard, looks, cards } = await plugIn((each) => each.beStubborn());
    await until(() => heard.state === 'ready', 'it is ready');
    await until(() => looks() >= 3, 'it was asked to drop the search and look anew');
    twin.hold(ANN);
    await until(() => heard.reads.length === 1, 'the card is told');
    expect(cards()).toEqual([ANN]);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('takes a phone, whose number changes at each look, for one stay', async () => {
    const { twin, heard, looks } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.holdPhone();
    await until(() => heard.reads.length === 1, 'the phone is told');
    const sofar = looks();
    await until(() => looks() > sofar + 20, 'it was looked at again and again');
    expect(heard.reads).toHaveLength(1);
    expect(heard.reads[0]?.card).toMatch(/^hf:08/);
  });

  it('is woken up again when its power dipped, without anybody being told', async () => {
    const { twin, heard, cards } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.fallAsleep();
    twin.hold(ANN);
    await until(() => heard.reads.length === 1, 'the card is told all the same');
    expect(cards()).toEqual([ANN]);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('is read on through bytes that mean nothing, and they are counted', async () => {
    const { twin, heard, reader, cards } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.makeNoise();
    twin.hold(ANN);
    await until(() => heard.reads.length === 1, 'the card is told');
    await until(() => reader.counts().discarded > 0, 'the noise is counted');
    expect(cards()).toEqual([ANN]);
  });

  it('that hangs is quiet, and ready again when its plug was pulled and put back', async () => {
    const { port, twin, heard, cards } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.hang();
    await until(() => heard.state === 'quiet', 'the silence is noticed');
    expect(heard.detail).toContain('Nothing answers');
    await port.unplug();
    await port.plugIn();
    twin.hold(ANN);
    await until(() => heard.state === 'ready' && heard.reads.length === 1, 'it is back');
    expect(cards()).toEqual([ANN]);
  });

  it('that is looking for a card still, for a program that has ended, is told to drop that', async () => {
    const { twin, heard, reader, again } = await plugIn((each) => each.beStubborn());
    await until(() => heard.state === 'ready', 'it is ready');
    await reader.stop();
    const next = again();
    await until(() => next.state === 'ready', 'it is ready for the next program');
    twin.hold(BEN);
    await until(() => next.reads.length === 1, 'the card is told');
    expect(next.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('that answers but can’t look for cards is quiet', async () => {
    const { twin, heard } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    twin.goBlind();
    await until(() => heard.state === 'quiet', 'that is noticed');
  });

  it('that isn’t one is never called ready', async () => {
    const { heard } = await plugIn((each) => each.hang());
    await until(() => heard.state === 'quiet', 'the silence is noticed');
    expect(heard.states.map(({ state }) => state)).toEqual(['quiet']);
  });

  it('that is pulled out in the middle of a question is absent, and back by itself; what it said before is void', async () => {
    const { port, twin, heard, cards } = await plugIn((each) => each.beStubborn());
    await until(() => heard.state === 'ready', 'it is ready');
    await port.unplug();
    await until(() => heard.state === 'absent', 'the loss is noticed');
    await port.plugIn();
    // The rest of an answer to a question that nobody remembers.
    port.write(encodePn532('chip', 0x4b, answerWithUid(Uint8Array.of(0xde, 0xad, 0xbe, 0xef))));
    await until(() => heard.state === 'ready', 'it is back');
    twin.hold(BEN);
    await until(() => heard.reads.length > 0, 'the card is told');
    expect(cards()).toEqual([BEN]);
  });

  it('tells nothing after it was stopped', async () => {
    const { twin, heard, reader } = await plugIn();
    await until(() => heard.state === 'ready', 'it is ready');
    await reader.stop();
    twin.hold(ANN);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.reads).toEqual([]);
    expect(heard.states).toHaveLength(1);
  });
});
