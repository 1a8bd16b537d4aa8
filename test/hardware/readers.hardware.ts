import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findKernel } from './guest/find-kernel.ts';
import { Guest, type Message } from './guest/guest.ts';

const found = findKernel();
const WHY_NOT = 'missing' in found ? ` (skipped: ${found.missing})` : '';

/** QEMU's own keyboard, and an RDM6300's frame of the card 0008472288. */
const QEMU_KEYBOARD = '0627:0001';
const FRAME = Buffer.from('\x0201008146E026\x03', 'latin1');
/** A processor that is only simulated makes a reader slow. */
const SLOW = { typicalGapMs: 150, longestGapMs: 500 };

const HAS_SMART_CARDS =
  spawnSync('/usr/sbin/pcscd', ['--version']).status === 0 &&
  existsSync('/usr/lib/pcsc/drivers/ifd-ccid.bundle');

/**
 * A kiosk's own readers in a small computer with a real kernel, udev with our rules, and USB devices whose plugs are pulled.
 */
describe.skipIf('missing' in found)(`readers on real interfaces of Linux${WHY_NOT}`, () => {
  let guest: Guest;

  beforeAll(async () => {
    if ('kernel' in found) guest = await Guest.boot(found.kernel);
  });

  afterAll(async () => {
    await guest?.end();
  });

  /** Since when there has been talk of these readers, and of none before with their names. */
  let since = 0;

  async function read(readers: readonly object[]): Promise<void> {
    const from = guest.heard.length;
    since = from;
    guest.tell({ about: 'read', readers });
    await guest.hear('that the readers have started', ({ about }) => about === 'reading', from);
  }

  function state(reader: string, wanted: string, from = since): Promise<Message> {
    const what = `that ${reader} is ${wanted}`;
    return guest.hear(
      what,
      (heard) => heard.about === 'state' && heard.reader === reader && heard.state === wanted,
      from,
    );
  }

  function card(number: string, from: number): Promise<Message> {
    return guest.hear(
      `of the card ${number}`,
      (heard) => heard.about === 'card' && heard.card === number,
      from,
    );
  }

  async function look(): Promise<Message> {
    const from = guest.heard.length;
    guest.tell({ about: 'look' });
    return guest.hear('what there is', ({ about }) => about === 'seen', from);
  }

  it('a USB-to-serial reader is read, missed when its plug is pulled, and read again', async () => {
    await guest.machine('chardev-add', {
      id: 'cable',
      backend: {
        type: 'socket',
        data: {
          addr: { type: 'unix', data: { path: guest.socketPath('cable') } },
          server: true,
          wait: false,
        },
      },
    });
    const plug = () => guest.plugIn({ driver: 'usb-serial', id: 'reader', chardev: 'cable' });
    await read([{ kind: 'rdm6300', path: '/dev/ttyUSB0' }]);
    await state('rdm6300-1', 'absent');
    // The machine shows the adapter to its kernel when both are there: it and its cable's far end.
    const cable = await connected(guest.socketPath('cable'));
    await plug();
    await state('rdm6300-1', 'ready');
    let from = guest.heard.length;
    cable.write(Buffer.concat([FRAME, FRAME]));
    await card('em:008146E0', from);
    expect(await look()).toMatchObject({
      modes: [{ name: 'ttyUSB0', mode: '660' }],
      power: { '0403': 'on' },
    });

    from = guest.heard.length;
    await guest.pullOut('reader');
    expect((await state('rdm6300-1', 'absent', from)).detail).toContain('Unplugged');
    from = guest.heard.length;
    await plug();
    await state('rdm6300-1', 'ready', from);
    cable.write(Buffer.concat([FRAME, FRAME]));
    await card('em:008146E0', from);
    cable.destroy();
    await guest.pullOut('reader');
  });

  it('a USB keyboard is read from Linux itself, missed when its plug is pulled, and read again', async () => {
    await guest.plugIn({ driver: 'usb-kbd', id: 'keyboard', port: '3' });
    // Our rules give its socket a name.
    const path = await guest.eventually(async () => {
      const { linked } = await look();
      const name = Array.isArray(linked)
        ? linked.find((each) => /^hid-.*usb.*:3:/.test(String(each)))
        : undefined;
      return name === undefined ? undefined : `/dev/muster/${name}`;
    });
    await guest.pullOut('keyboard');
    await read([{ kind: 'hid-keyboard', usb: QEMU_KEYBOARD, path, ...SLOW }]);
    for (let time = 0; time < 2; time += 1) {
      let from = guest.heard.length;
      await guest.plugIn({ driver: 'usb-kbd', id: 'keyboard', port: '3' });
      await state('hid-keyboard-1', 'ready', from);
      await typeNumber(guest, '0008472288');
      await card('em:008146E0', from);
      from = guest.heard.length;
      await guest.pullOut('keyboard');
      await state('hid-keyboard-1', 'absent', from);
    }
  });

  it('a reader that types is read by the kiosk and by nobody else, as our rules have it', async () => {
    await read([{ kind: 'hid-keyboard', usb: '16c0:27db', ...SLOW }]);
    guest.tell({ about: 'plug', twin: 'hid-keyboard' });
    await state('hid-keyboard-1', 'ready');
    await guest.plugIn({ driver: 'usb-kbd', id: 'person' });
    const modes = await guest.eventually(async () => {
      const seen = (await look()).modes;
      return Array.isArray(seen) && seen.length === 2 ? seen : undefined;
    });
    expect(modes).toContainEqual({ name: expect.stringMatching(/^hidraw/), mode: '660', gid: 20 });
    const from = guest.heard.length;
    guest.tell({ about: 'listen to keys' });
    await guest.hear('that it listens', ({ about }) => about === 'listening', from);
    guest.tell({ about: 'type', number: '0013530444' });
    await card('em:00CE754C', from);
    // That keys would have been heard, a person's keyboard shows.
    await typeNumber(guest, '7');
    await guest.hear("a person's key", ({ about }) => about === 'key', from);
    const keys = guest.heard.slice(from).filter(({ about }) => about === 'key');
    expect(keys.map(({ code }) => code)).not.toContain(11);
    await guest.pullOut('person');
    guest.tell({ about: 'unplug', twin: 'hid-keyboard' });
    await state('hid-keyboard-1', 'absent', from);
  });

  it('a pcProx is asked for its cards, and stops typing them', async () => {
    await read([{ kind: 'pcprox' }]);
    guest.tell({ about: 'plug', twin: 'pcprox' });
    await state('pcprox-1', 'ready');
    let from = guest.heard.length;
    guest.tell({ about: 'hold', facility: 118, number: 1603 });
    await card('w26:118.1603', from);
    expect((await look()).pcProxTypes).toBe(false);
    guest.tell({ about: 'away' });
    from = guest.heard.length;
    guest.tell({ about: 'unplug', twin: 'pcprox' });
    await state('pcprox-1', 'absent', from);
    from = guest.heard.length;
    guest.tell({ about: 'plug', twin: 'pcprox' });
    await state('pcprox-1', 'ready', from);
    guest.tell({ about: 'hold', facility: 118, number: 1604 });
    await card('w26:118.1604', from);
    guest.tell({ about: 'unplug', twin: 'pcprox' });
  });

  it('a person can play with a simulated pcProx that the kiosk takes for real', async () => {
    await read([{ kind: 'pcprox' }]);
    const from = guest.heard.length;
    guest.tell({ about: 'simulate', device: 'pcprox', line: 'hold w26:7.4711' });
    await card('w26:7.4711', from);
    expect(guest.heard.find(({ about }) => about === 'said')?.text).toContain('{"kind":"pcprox"}');
  });

  it.skipIf(!HAS_SMART_CARDS)(
    `a smart-card reader is waited for, found, and missed when its plug is pulled${HAS_SMART_CARDS ? '' : ' (skipped: pcscd, libccid)'}`,
    async () => {
      await read([{ kind: 'pcsc' }]);
      expect((await state('pcsc-1', 'absent')).detail).toContain('install and start pcscd');
      let from = guest.heard.length;
      guest.tell({ about: 'start smart-card service' });
      expect((await state('pcsc-1', 'absent', from)).detail).toContain('No contactless reader is plugged in');
      for (let time = 0; time < 2; time += 1) {
        from = guest.heard.length;
        await guest.plugIn({ driver: 'usb-ccid', id: 'ccid' });
        expect((await state('pcsc-1', 'ready', from)).detail).toMatch(/^Connected: /);
        from = guest.heard.length;
        await guest.pullOut('ccid');
        await state('pcsc-1', 'absent', from);
      }
    },
  );

  it("a MagTek tells of the institution's cards only", async () => {
    await read([{ kind: 'magtek', track2: '600123NNNNNNNNX=XXXX' }]);
    guest.tell({ about: 'plug', twin: 'magtek' });
    await state('magtek-1', 'ready');
    const from = guest.heard.length;
    guest.tell({ about: 'swipe', track2: '4111111111111111=99121010000' });
    guest.tell({ about: 'swipe', track2: '600123001234567=9912' });
    await card('ms:00123456', from);
    expect(guest.heard.slice(from).filter(({ about }) => about === 'card')).toHaveLength(1);
    expect((await look()).counts).toEqual([['magtek-1', { stays: 1, seenOnce: 0, discarded: 337 }]]);
  });
});

/** The machine keeps 16 keys at most for a keyboard that hasn't been asked yet. */
const NEXT_KEY_MS = 25;

async function typeNumber(guest: Guest, digits: string): Promise<void> {
  const events = [...digits, 'ret'].flatMap((data) => [true, false].map((down) => ({ down, data })));
  for (const { down, data } of events) {
    const key = { type: 'key', data: { down, key: { type: 'qcode', data } } };
    await guest.machine('input-send-event', { events: [key] });
    await new Promise((resolve) => setTimeout(resolve, NEXT_KEY_MS));
  }
}

function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => resolve(socket));
    socket.once('error', reject);
  });
}
