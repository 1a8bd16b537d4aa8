import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import type { LoadHid } from '../../../../../src/kiosk/engine/devices/hid/hid-library.ts';
import { HidOwner } from '../../../../../src/kiosk/engine/devices/hid/hid-owner.ts';
import { MAGTEK_TWIN } from '../../../../../src/kiosk/engine/devices/magtek/magtek-twin.ts';
import { Heard } from '../support/heard.ts';
import { ManualDeps } from '../support/manual-deps.ts';
import { TwinHidLibrary } from '../support/twin-hid-library.ts';
import { until } from '../support/until.ts';

const TARGET = { vendorId: 0x0801, productId: 0x0002 };

describe('a USB device that is kept open', () => {
  const owners: HidOwner[] = [];

  afterEach(async () => {
    await Promise.all(owners.splice(0).map((owner) => owner.stop()));
  });

  function open(load: LoadHid, deps = SYSTEM_DEVICE_DEPS) {
    const heard = new Heard();
    const owner = new HidOwner(TARGET, deps, {
      onOpen: () => undefined,
      onReport: () => undefined,
      onState: heard.onState,
    });
    owners.push(owner);
    void owner.start(load);
    return heard;
  }

  it('that this kiosk may not open says what to install, but only when that has lasted', async () => {
    const deps = new ManualDeps();
    const library = new TwinHidLibrary();
    library.plugIn(MAGTEK_TWIN);
    library.refusal = 'cannot open device with path /dev/hidraw0: Permission denied';
    const heard = open(() => Promise.resolve(library), deps);
    const tries = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 250) {
        await until(() => deps.waiting > 0, 'it waits');
        deps.advance(250);
      }
    };
    await tries(2_500);
    expect(heard.states).toEqual([]);
    await tries(1_500);
    await until(() => heard.state === 'absent', 'it is refused');
    expect(heard.detail).toContain('install the file 70-muster.rules');
  });

  it('is not there on a computer whose library cannot be loaded, and says why', async () => {
    const heard = open(() => Promise.reject(new Error('libusb-1.0.so.0: cannot open shared object file')));
    await until(() => heard.state === 'absent', 'it is absent');
    expect(heard.detail).toContain('libusb-1.0.so.0');
  });

  it('is looked for by the real library, which finds none here', async () => {
    const heard = open(() => import('node-hid'));
    await until(() => heard.state === 'absent', 'it is absent');
    expect(heard.detail).toBe("Not connected: the USB reader 0801:0002 isn't there. Plug it in.");
  });
});
