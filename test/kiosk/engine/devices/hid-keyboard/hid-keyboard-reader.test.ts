import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { HidKeyboardReader } from '../../../../../src/kiosk/engine/devices/hid-keyboard/hid-keyboard-reader.ts';
import { HidKeyboardSettingsSchema } from '../../../../../src/kiosk/engine/devices/hid-keyboard/hid-keyboard-settings.ts';
import {
  HID_KEYBOARD_TWIN,
  keyboardReports,
} from '../../../../../src/kiosk/engine/devices/hid-keyboard/hid-keyboard-twin.ts';
import { Heard } from '../support/heard.ts';
import { TwinHidLibrary } from '../support/twin-hid-library.ts';
import { until } from '../support/until.ts';

describe('a reader that types, read from Linux', () => {
  const readers: HidKeyboardReader[] = [];

  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
  });

  function start(platform: NodeJS.Platform = 'linux') {
    const library = new TwinHidLibrary();
    const heard = new Heard();
    const settings = HidKeyboardSettingsSchema.parse({ kind: 'hid-keyboard', usb: '16C0:27DB' });
    const deps = { ...SYSTEM_DEVICE_DEPS, platform };
    const reader = new HidKeyboardReader({ ...settings, id: 'desk' }, deps, () => Promise.resolve(library));
    readers.push(reader);
    reader.start(heard);
    const type = (number: string) => {
      for (const report of keyboardReports(number)) library.send(HID_KEYBOARD_TWIN, report);
    };
    return { library, heard, reader, type };
  }

  it('tells of a card that it types', async () => {
    const { library, heard, type } = start();
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => heard.state === 'ready', 'the reader is ready');
    type('0008472288');
    expect(heard.reads).toMatchObject([
      { reader: 'desk', card: 'em:008146E0', stay: 'desk/1', certain: true },
    ]);
    expect(heard.states.at(-1)?.detail).toBe('Connected: the USB reader 16c0:27db.');
  });

  it('is found again when its plug was pulled, under whatever name the system gives it then', async () => {
    const { library, heard, type } = start();
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => heard.state === 'ready', 'the reader is ready');
    library.unplug(HID_KEYBOARD_TWIN);
    await until(() => heard.state === 'absent', 'the reader is missed');
    expect(heard.detail).toContain('Unplugged');
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => library.opened === 2, 'the reader is found');
    type('0013530444');
    expect(heard.reads.map(({ card }) => card)).toEqual(['em:00CE754C']);
  });

  it('that forgot to let go of a key when its plug was pulled types that key again', async () => {
    const { library, heard, type } = start();
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => heard.state === 'ready', 'the reader is ready');
    library.send(HID_KEYBOARD_TWIN, Uint8Array.of(0, 0, 0x27, 0, 0, 0, 0, 0));
    library.unplug(HID_KEYBOARD_TWIN);
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => library.opened === 2, 'the reader is found');
    // What was left of the last number is forgotten by the pause.
    await new Promise((resolve) => setTimeout(resolve, 200));
    type('0008472288');
    expect(heard.reads.map(({ card }) => card)).toEqual(['em:008146E0']);
  });

  it('counts reports that are none of a keyboard', async () => {
    const { library, heard, reader } = start();
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => heard.state === 'ready', 'the reader is ready');
    library.send(HID_KEYBOARD_TWIN, Uint8Array.of(1, 2, 3));
    expect(reader.counts()).toEqual({ stays: 0, seenOnce: 0, discarded: 1 });
  });

  it('is let go of when it never stops, and tried again later', async () => {
    const { library, heard } = start();
    library.plugIn(HID_KEYBOARD_TWIN);
    await until(() => heard.state === 'ready', 'the reader is ready');
    for (let i = 0; i < 1_000; i += 1)
      library.send(HID_KEYBOARD_TWIN, Uint8Array.of(0, 0, i % 2, 0, 0, 0, 0, 0));
    await until(() => heard.state === 'quiet', 'the flood is seen');
    expect(heard.detail).toContain('never ends');
    await until(() => library.opened === 2, 'it is tried again');
  });

  it('can be had on Linux only, and says what to do elsewhere', async () => {
    const { heard } = start('win32');
    await until(() => heard.state === 'absent', 'it is absent');
    expect(heard.detail).toContain('kind "wedge"');
  });
});
