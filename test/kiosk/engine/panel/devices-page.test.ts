import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DevicesAction, DevicesPage, DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import { SYSTEM_DEVICE_DEPS } from '../../../../src/kiosk/engine/devices/device-deps.ts';
import { rdm6300Frame } from '../../../../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import { PtyPort } from '../../../../src/kiosk/engine/devices/simulate/pty-port.ts';
import { readTypedCard } from '../../../../src/kiosk/engine/devices/simulated/typed-card.ts';
import { wedgeTwinKeys } from '../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';
import { HAS_SOCAT } from '../devices/support/has-socat.ts';
import { until } from '../devices/support/until.ts';
import { ADAMS, ADAMS_PIN, at, NOBODYS_CARD, NOOR, OKAFOR } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

// The rig's kiosk has a simulated reader "Door" and one that types, "Desk".

async function openDevices(kiosk: KioskRig): Promise<void> {
  await kiosk.press({ type: 'panel', command: { type: 'open' } });
  await kiosk.press({ type: 'enter-pin', personId: ADAMS.id, pin: ADAMS_PIN });
  await kiosk.press({ type: 'panel', command: { type: 'go', page: 'devices' } });
}

function page(kiosk: KioskRig): DevicesPage {
  const { panel } = kiosk.state().common;
  if (panel.name !== 'open' || panel.page?.name !== 'devices') throw new Error('the page is not open');
  return panel.page;
}

function reader(kiosk: KioskRig, id: string): DeviceView {
  const found = page(kiosk).readers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no reader ${id}`);
  return found;
}

async function act(kiosk: KioskRig, action: DevicesAction): Promise<void> {
  await kiosk.press({ type: 'panel', command: { type: 'devices', action } });
  // Readers are stopped and started beside the press.
  await kiosk.settle();
}

async function type(kiosk: KioskRig, digits: string): Promise<void> {
  for (const { code, at: when } of wedgeTwinKeys(digits, 10))
    await kiosk.press({ type: 'key', code, at: when });
}

const written = (kiosk: KioskRig): unknown =>
  JSON.parse(readFileSync(join(kiosk.folder, 'readers.json'), 'utf8'));

const ACR122U = {
  key: 'pcsc:072f:2200',
  label: 'ACS ACR122U',
  place: '072f:2200',
  isRecognised: true,
  proposals: [{ kind: 'camera' as const }],
  names: ['072f:2200'],
};

describe('The readers’ page', () => {
  test('shows every reader, how it is and since when', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await openDevices(kiosk);
    const desk = { name: 'Desk', model: 'wedge', profile: 'em-8h10d', state: 'ready', isFixed: false };
    expect(reader(kiosk, 'desk')).toMatchObject(desk);
    const door = { name: 'Door', model: 'simulated', profile: null, since: at('6:00'), isFixed: true };
    expect(reader(kiosk, 'door')).toMatchObject(door);
    await kiosk.wait(60_000);
    await kiosk.press({ type: 'simulate-reader', connected: false });
    expect(reader(kiosk, 'door')).toMatchObject({ state: 'absent', since: at('6:01') });
  });

  test('lets a card be tried at one reader without counting, and shows no more than its last digits', async () => {
    const kiosk = await KioskRig.start(at('9:00'));
    await kiosk.tap(OKAFOR);
    await openDevices(kiosk);
    await act(kiosk, { type: 'test', reader: 'door' });
    await kiosk.tap(NOOR);
    expect(page(kiosk).test).toMatchObject({
      reader: 'door',
      last: { form: 'em', lastDigits: '0065', certain: true, holder: { kind: 'person', name: NOOR.name } },
    });
    expect(kiosk.screen('session').counts.here).toBe(0);
    expect(JSON.stringify(kiosk.state())).not.toContain('00000065');
    await kiosk.tap(NOBODYS_CARD);
    expect(page(kiosk).test?.last?.holder).toEqual({ kind: 'nobody' });
    // At the other reader it counts all the while, and afterwards at this one.
    await type(kiosk, NOOR.card);
    expect(kiosk.screen('session').counts.here).toBe(1);
    await act(kiosk, { type: 'test', reader: null });
    await kiosk.tap(NOOR);
    expect(kiosk.bodies('presentation').filter(({ personId }) => personId === NOOR.id)).toHaveLength(2);
  });

  test('says that something came which is no card', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await openDevices(kiosk);
    await act(kiosk, { type: 'test', reader: 'desk' });
    await type(kiosk, '12345');
    expect(page(kiosk).test).toMatchObject({ last: null, discarded: 6 });
  });

  test('renames a reader and sets how it writes, at once, for good, and without disturbing another', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await openDevices(kiosk);
    const doorBefore = kiosk.bodies('reader-changed').filter(({ reader }) => reader === 'door').length;
    await act(kiosk, { type: 'rename', reader: 'desk', name: 'Lectern' });
    await act(kiosk, { type: 'use-profile', reader: 'desk', profile: 'em-hex32' });
    expect(reader(kiosk, 'desk')).toMatchObject({ name: 'Lectern', profile: 'em-hex32' });
    await kiosk.restart();
    await openDevices(kiosk);
    expect(reader(kiosk, 'desk')).toMatchObject({ name: 'Lectern', profile: 'em-hex32' });
    const doorAfter = kiosk.bodies('reader-changed').filter(({ reader }) => reader === 'door').length;
    // Told once at the first start, and once more after the restart.
    expect([doorBefore, doorAfter]).toEqual([1, 2]);
    // The simulated one is the start settings' affair.
    expect(written(kiosk)).toMatchObject({ readers: [{ id: 'desk', name: 'Lectern' }] });
  });

  test('takes a device on as a reader, and lets it go again', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await openDevices(kiosk);
    expect(page(kiosk).found.map(({ key }) => key)).toEqual(['screen:camera']);
    kiosk.pluggedIn = [ACR122U];
    await kiosk.wait(2_000);
    expect(page(kiosk).found.map(({ key }) => key)).toEqual([ACR122U.key, 'screen:camera']);
    await act(kiosk, { type: 'add', key: 'screen:camera', model: 'camera' });
    expect(reader(kiosk, 'camera-1').state).toBe('ready');
    expect(kiosk.state().common.camera).not.toBeNull();
    expect(page(kiosk).found.map(({ key }) => key)).toEqual([]);
    await act(kiosk, { type: 'remove', reader: 'camera-1' });
    expect(kiosk.state().common.camera).toBeNull();
    // Whoever reads the ledger must not take it for a reader that is still there.
    expect(kiosk.bodies('reader-changed').at(-1)).toMatchObject({ reader: 'camera-1', state: 'removed' });
  });

  test.skipIf(!HAS_SOCAT)(
    'reads a serial reader that was just plugged in, while the others go on',
    async () => {
      const kiosk = await KioskRig.start(at('9:00'));
      await kiosk.tap(OKAFOR);
      const path = join(kiosk.folder, 'ttyUSB0');
      const port = new PtyPort(path, SYSTEM_DEVICE_DEPS.after);
      await port.plugIn();
      onTestFinished(() => port.unplug());
      const proposals = [
        { kind: 'pn532' as const, path },
        { kind: 'rdm6300' as const, path },
      ];
      kiosk.pluggedIn = [{ ...ACR122U, key: `serial:${path}`, label: 'CH340', proposals, names: [path] }];
      await openDevices(kiosk);
      await act(kiosk, { type: 'add', key: `serial:${path}`, model: 'rdm6300' });
      expect(page(kiosk).found.map(({ key }) => key)).toEqual(['screen:camera']);
      await until(() => reader(kiosk, 'rdm6300-1').state === 'ready', 'the port is open');
      const card = readTypedCard(NOOR.card);
      if (!card.ok) throw new Error(card.error);
      port.write(rdm6300Frame(card.value));
      await until(() => kiosk.screen('session').counts.here === 1, 'the card counts');
      expect(kiosk.bodies('presentation').at(-1)).toMatchObject({ reader: 'rdm6300-1', personId: NOOR.id });
      await port.unplug();
      await until(() => reader(kiosk, 'rdm6300-1').state === 'absent', 'the pulled plug is noticed');
      await act(kiosk, { type: 'remove', reader: 'rdm6300-1' });
      expect(kiosk.bodies('reader-changed').filter(({ reader: id }) => id === 'desk')).toHaveLength(1);
    },
  );

  test('refuses a device that was unplugged, and a kind that it isn’t', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    kiosk.pluggedIn = [ACR122U];
    await openDevices(kiosk);
    await act(kiosk, { type: 'add', key: 'serial:/dev/ttyUSB9', model: 'rdm6300' });
    await act(kiosk, { type: 'add', key: ACR122U.key, model: 'fingerprint' });
    await act(kiosk, { type: 'remove', reader: 'nobody' });
    expect(kiosk.refusals).toHaveLength(3);
    expect(page(kiosk).readers).toHaveLength(2);
  });

  test('changes nothing where the start settings name the readers', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await kiosk.stop();
    kiosk.readersAreGiven = true;
    await kiosk.restart();
    await openDevices(kiosk);
    expect(page(kiosk)).toMatchObject({ canChange: false, found: [], notice: expect.any(String) });
    await act(kiosk, { type: 'rename', reader: 'desk', name: 'Lectern' });
    expect(kiosk.refusals).toEqual([page(kiosk).notice]);
    expect(reader(kiosk, 'desk').name).toBe('Desk');
  });

  test('goes on with the usual readers when readers.json can’t be read, and says so', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await kiosk.stop();
    writeFileSync(join(kiosk.folder, 'readers.json'), '{"readers": [{"kind": "rdm6300"');
    await kiosk.restart();
    await openDevices(kiosk);
    expect(page(kiosk)).toMatchObject({ canChange: true, notice: expect.stringContaining('readers.json') });
    expect(page(kiosk).readers).toHaveLength(2);
    await act(kiosk, { type: 'rename', reader: 'desk', name: 'Lectern' });
    expect(page(kiosk).notice).toBeNull();
  });
});
