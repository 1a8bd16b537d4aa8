import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import type { LoadPcsc } from '../../../../../src/kiosk/engine/devices/pcsc/pcsc-library.ts';
import { PcscReader } from '../../../../../src/kiosk/engine/devices/pcsc/pcsc-reader.ts';
import { VirtualCard } from '../../../../../src/kiosk/engine/devices/pcsc/virtual-card.ts';
import { Heard } from '../support/heard.ts';
import { until } from '../support/until.ts';
import { OwnService, whyNoService } from './own-service.ts';

const WHY_NOT = whyNoService();
const load: LoadPcsc = () => import('pcsc-mini');
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Real throughout: the library, the system's smart-card service, and a driver whose cards are ours. */
describe.skipIf(WHY_NOT !== undefined)(
  `contactless readers of the system${WHY_NOT === undefined ? '' : ` (skipped: ${WHY_NOT})`}`,
  () => {
    let service: OwnService;
    const readers: PcscReader[] = [];
    const cards: VirtualCard[] = [];

    beforeAll(async () => {
      service = await OwnService.prepare();
    });

    afterEach(async () => {
      await Promise.all(cards.splice(0).map((card) => card.takeAway()));
      await Promise.all(readers.splice(0).map((reader) => reader.stop()));
      await service.stop();
    });

    afterAll(async () => {
      await service.end();
    });

    function start(options: { reader?: string; loading?: LoadPcsc } = {}) {
      const heard = new Heard();
      const settings = { kind: 'pcsc', id: 'pcsc-1', name: 'Reader', reader: options.reader } as const;
      const reader = new PcscReader(settings, SYSTEM_DEVICE_DEPS, options.loading ?? load);
      readers.push(reader);
      reader.start(heard);
      return { heard, reader };
    }

    async function hold(uid: string | undefined): Promise<VirtualCard> {
      const card = await VirtualCard.hold(service.port, { uid: uid === undefined ? undefined : bytes(uid) });
      cards.push(card);
      return card;
    }

    it('tell of each card once, when it comes, with the whole of its number', async () => {
      await service.start();
      const { heard, reader } = start();
      await until(() => heard.state === 'ready', 'the reader is ready');
      const short = await hold('1EA68671');
      await until(() => heard.reads.length === 1, 'the first card is read');
      await short.takeAway();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await hold('04A3C6CAE26180');
      await until(() => heard.reads.length === 2, 'the second card is read');
      expect(heard.reads).toMatchObject([
        { reader: 'pcsc-1', card: 'hf:1EA68671', stay: 'pcsc-1/1', certain: true },
        { reader: 'pcsc-1', card: 'hf:04A3C6CAE26180', stay: 'pcsc-1/2', certain: true },
      ]);
      expect(reader.counts()).toEqual({ stays: 2, seenOnce: 0, discarded: 0 });
    });

    it('say nothing of a card with contacts, and read the next one', async () => {
      await service.start();
      const { heard, reader } = start();
      await until(() => heard.state === 'ready', 'the reader is ready');
      const bank = await hold(undefined);
      await until(() => reader.counts().discarded === 1, 'the card is refused');
      await bank.takeAway();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await hold('90D752C5');
      await until(() => heard.reads.length === 1, 'the card is read');
      expect(heard.reads[0]?.card).toBe('hf:90D752C5');
    });

    it('are waited for while the smart-card service does not run, and again when it has stopped', async () => {
      const { heard } = start();
      await until(() => heard.state === 'absent', 'the reader is absent');
      expect(heard.detail).toContain('install and start pcscd');
      await service.start();
      await until(() => heard.state === 'ready', 'the reader is ready');
      await service.stop();
      await until(() => heard.state === 'absent', 'the service is missed');
      await service.start();
      await until(() => heard.state === 'ready', 'the reader is ready again');
      await hold('AA3F9B1A');
      await until(() => heard.reads.length === 1, 'a card is read');
    });

    it('are absent when none has the name that was asked for', async () => {
      await service.start();
      const { heard } = start({ reader: 'ACR122U' });
      await until(() => heard.state === 'absent', 'it is absent');
      expect(heard.detail).toContain('No reader whose name has "ACR122U" in it');
    });
  },
);

describe('a computer without smart-card readers', () => {
  it('says why, and tries nothing', async () => {
    const heard = new Heard();
    const settings = { kind: 'pcsc', id: 'pcsc-1', name: 'Reader' } as const;
    const loading: LoadPcsc = () => Promise.reject(new Error('Unsupported platform: sunos-x64'));
    const reader = new PcscReader(settings, SYSTEM_DEVICE_DEPS, loading);
    reader.start(heard);
    await until(() => heard.state === 'absent', 'it is absent');
    expect(heard.detail).toBe(
      "Smart-card readers can't be used on this computer: Unsupported platform: sunos-x64",
    );
    await reader.stop();
  });
});
