import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import type { HidTwin } from '../../../../../src/kiosk/engine/devices/hid/hid-twin.ts';
import { PcProxReader } from '../../../../../src/kiosk/engine/devices/pcprox/pcprox-reader.ts';
import { PcProxSettingsSchema } from '../../../../../src/kiosk/engine/devices/pcprox/pcprox-settings.ts';
import { PcProxTwin } from '../../../../../src/kiosk/engine/devices/pcprox/pcprox-twin.ts';
import { Heard } from '../support/heard.ts';
import { TwinHidLibrary } from '../support/twin-hid-library.ts';
import { until } from '../support/until.ts';

describe('a pcProx', () => {
  const readers: PcProxReader[] = [];

  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
  });

  function start(twin: HidTwin) {
    const library = new TwinHidLibrary();
    library.plugIn(twin);
    const heard = new Heard();
    const settings = { ...PcProxSettingsSchema.parse({ kind: 'pcprox' }), id: 'door' };
    const reader = new PcProxReader(settings, SYSTEM_DEVICE_DEPS, () => Promise.resolve(library));
    readers.push(reader);
    reader.start(heard);
    return { library, heard, reader };
  }

  it('is asked for its card, tells of it once however long it lies there, and no longer types it', async () => {
    const twin = new PcProxTwin();
    const { heard, reader } = start(twin);
    expect(twin.types).toBe(true);
    twin.hold(118, 1603);
    await until(() => heard.reads.length > 0, 'the card is read');
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(heard.reads).toMatchObject([
      { reader: 'door', card: 'w26:118.1603', stay: 'door/1', certain: true },
    ]);
    expect(twin.types).toBe(false);
    twin.hold(0, 2);
    await until(() => heard.reads.length === 2, 'the next card is read');
    expect(reader.counts()).toMatchObject({ stays: 2, discarded: 0 });
  });

  it('counts a card of another kind once', async () => {
    const twin = new PcProxTwin();
    const { heard, reader } = start(twin);
    twin.holdStrange(35);
    await until(() => reader.counts().discarded > 0, 'it is seen');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(reader.counts().discarded).toBe(8);
    expect(heard.reads).toEqual([]);
  });

  it('that was plugged in again types no cards either, and is read', async () => {
    const twin = new PcProxTwin();
    const { heard, library } = start(twin);
    await until(() => !twin.types, 'it has been told not to type');
    library.unplug(twin);
    twin.unplugged();
    await until(() => heard.state === 'absent', 'it is missed');
    library.plugIn(twin);
    await until(() => !twin.types, 'it has been told again');
    twin.hold(118, 1603);
    await until(() => heard.reads.length === 1, 'the card is read');
  });

  it('that does not answer is called quiet', async () => {
    const { vendorId, productId, name, descriptor } = new PcProxTwin();
    const { heard } = start({ vendorId, productId, name, descriptor });
    await until(() => heard.state === 'quiet', 'its silence is noticed');
    expect(heard.detail).toContain('Nothing answers');
  });
});
