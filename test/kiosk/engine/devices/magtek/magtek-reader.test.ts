import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { MagTekReader } from '../../../../../src/kiosk/engine/devices/magtek/magtek-reader.ts';
import { MagTekSettingsSchema } from '../../../../../src/kiosk/engine/devices/magtek/magtek-settings.ts';
import { MAGTEK_TWIN, swipeReport } from '../../../../../src/kiosk/engine/devices/magtek/magtek-twin.ts';
import { readSwipe, SWIPE_BYTES } from '../../../../../src/kiosk/engine/devices/magtek/swipe.ts';
import { Heard } from '../support/heard.ts';
import { randomBytes } from '../support/random-bytes.ts';
import { TwinHidLibrary } from '../support/twin-hid-library.ts';
import { until } from '../support/until.ts';

describe('a MagTek reader', () => {
  const readers: MagTekReader[] = [];

  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
  });

  async function start() {
    const library = new TwinHidLibrary();
    library.plugIn(MAGTEK_TWIN);
    const heard = new Heard();
    const settings = MagTekSettingsSchema.parse({ kind: 'magtek', track2: '600123NNNNNNNN' });
    const reader = new MagTekReader({ ...settings, id: 'door' }, SYSTEM_DEVICE_DEPS, () =>
      Promise.resolve(library),
    );
    readers.push(reader);
    reader.start(heard);
    await until(() => heard.state === 'ready', 'the reader is ready');
    return { library, heard, reader };
  }

  it("tells of the institution's cards, and of no others", async () => {
    const { library, heard, reader } = await start();
    library.send(MAGTEK_TWIN, swipeReport('4111111111111111=99121010000'));
    library.send(MAGTEK_TWIN, swipeReport(undefined));
    library.send(MAGTEK_TWIN, swipeReport('60012300123456'));
    expect(heard.reads).toMatchObject([{ reader: 'door', card: 'ms:00123456', certain: true }]);
    expect(reader.counts()).toEqual({ stays: 1, seenOnce: 0, discarded: 2 * SWIPE_BYTES });
  });

  it("leaves nothing of a card in the library's memory", async () => {
    const { library } = await start();
    const seen: Uint8Array[] = [];
    library.onSent = (report) => seen.push(report);
    library.send(MAGTEK_TWIN, swipeReport('4111111111111111=99121010000'));
    expect(seen).toHaveLength(1);
    expect(seen[0]?.every((byte) => byte === 0)).toBe(true);
  });
});

describe('a swipe', () => {
  it('whose track 2 was damaged, or is empty, is told from one that was read', () => {
    expect(readSwipe(swipeReport(undefined))).toEqual({ kind: 'unreadable' });
    expect(readSwipe(new Uint8Array(SWIPE_BYTES))).toEqual({ kind: 'empty' });
    expect(readSwipe(swipeReport('600123=99'))).toEqual({ kind: 'track', track2: '600123=99' });
  });

  it('of another length, or that says it holds more than fits, is none', () => {
    expect(readSwipe(new Uint8Array(8))).toBeUndefined();
    const report = new Uint8Array(SWIPE_BYTES);
    report[4] = 111;
    expect(readSwipe(report)).toBeUndefined();
  });

  it('of any bytes is read without a throw, 100,000 times', () => {
    const next = randomBytes();
    const report = new Uint8Array(SWIPE_BYTES);
    for (let i = 0; i < 100_000; i += 1) {
      report.set(next(7));
      report.set(next(8), 117);
      readSwipe(report);
    }
  });
});
