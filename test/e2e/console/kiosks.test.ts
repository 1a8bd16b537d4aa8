import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EpochMs, EventId, KioskNumber, RoomId, Seq } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { countUnknownCard } from '../../../src/hub/server/store/kiosk-days.ts';
import { addKiosk, type ContactRow, putContact } from '../../../src/hub/server/store/kiosk-store.ts';
import { rooms } from '../../../src/hub/server/store/schema.ts';
import { events } from '../../../src/hub/server/sync/schema.ts';
import type { DemoHub } from '../../hub/console/support/a-console.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { button, deskForEachTest, expectNoBarriers, rowOf } from './support/desk.ts';

const desk = deskForEachTest();

const MINUTE = 60_000;

/** A kiosk in a room of the demo, as it last told about itself. */
function addStanding({ hub, time }: DemoHub, name: string, told: Partial<ContactRow> = {}): KioskNumber {
  const { db } = hub.parts;
  const roomId = db.orm.select().from(rooms).get()?.id as RoomId;
  const row = { roomId, name, publicKey: randomBytes(32), at: time.now };
  const number = addKiosk(db, row, { bytes: randomBytes(32), stepMs: 5_000 });
  putContact(db, number, {
    ...{ lastContactAt: time.now, epoch: randomBytes(8).toString('hex') as Epoch, app: '0.1.0', backlog: 0 },
    ...{ watermark: null, clock: { offsetMs: 3, uncertaintyMs: 4 }, check: null },
    ...told,
  });
  return number;
}

/** Of a campus on which not all is well. */
function addAll(hub: DemoHub): void {
  const at = hub.time.now;
  addStanding(hub, 'Quiet one');
  addStanding(hub, 'Wrong clock', { clock: { offsetMs: -4 * MINUTE, uncertaintyMs: 12 } });
  const lastContactAt = (at - 40 * MINUTE) as EpochMs;
  addStanding(hub, 'Cut off', { backlog: 312, lastContactAt });
  addStanding(hub, 'Healed', { check: { at, outcome: 'healed' } });
  const visited = addStanding(hub, 'Strangers');
  for (let card = 0; card < 5; card += 1) countUnknownCard(hub.hub.parts.db, visited, at);
}

/** What a kiosk's ledger says of its readers, minute by minute. */
function addReaderNews({ hub, time }: DemoHub, kiosk: KioskNumber): void {
  const begin = time.now - 60 * MINUTE;
  const told = (minute: number, reader: string, state: string, detail: string) => [
    minute,
    'reader-changed',
    { reader, state, detail },
  ];
  const news = [
    [0, 'engine-started', { app: '0.1.0' }],
    told(0, 'rdm6300-1', 'ready', 'Connected at /dev/serial/by-id/usb-1a86_USB_Serial-if00-port0.'),
    told(0, 'pn532-1', 'ready', 'PN532 with firmware 1.6 at /dev/ttyUSB1.'),
    told(2, 'rdm6300-1', 'absent', 'Unplugged: /dev/serial/by-id/usb-1a86_USB_Serial-if00-port0 has gone.'),
    told(7, 'rdm6300-1', 'ready', 'Connected at /dev/serial/by-id/usb-1a86_USB_Serial-if00-port0.'),
    told(40, 'pn532-1', 'quiet', 'Nothing answers at /dev/ttyUSB1.'),
  ] as const;
  const epoch = randomBytes(8).toString('hex') as Epoch;
  const rows = news.map(([minute, type, body], i) => {
    const at = (begin + Number(minute) * MINUTE) as EpochMs;
    const clock = { ...time.clock.read(), wall: at };
    const id = uuidV7(at, randomBytes(10)) as EventId;
    const seq = (i + 1) as Seq;
    const text = encodeEvent({ kiosk, epoch, seq, id, type: String(type), v: 1, clock, body });
    return {
      kiosk,
      epoch,
      seq,
      id,
      type: String(type),
      at,
      text,
      hash: eventHash(epoch, seq, GENESIS, text),
      receivedAt: at,
    };
  });
  hub.parts.db.orm.insert(events).values(rows).run();
}

describe('the page of the kiosks', () => {
  test('shows first what somebody should look at first', async () => {
    addAll(desk.hub);
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await rowOf(page, 'Cut off').getByText('312 events waiting there').waitFor();
    const names = await page.getByRole('row').getByRole('rowheader').allInnerTexts();
    expect(names.map((name) => name.split('\n')[0])).toEqual([
      'Cut off',
      'Healed',
      'Wrong clock',
      'Strangers',
      'Quiet one',
    ]);
    await rowOf(page, 'Wrong clock').getByText('4 min slow').first().waitFor();
    await expectNoBarriers(page);
    await page.getByRole('columnheader', { name: 'Name' }).click();
    await expect
      .poll(async () => await page.getByRole('row').getByRole('rowheader').first().innerText())
      .toContain('Cut off');
  });

  test('says with the keyboard alone what is wrong with one, and what to do', async () => {
    addAll(desk.hub);
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await rowOf(page, 'Healed').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/It set the damaged file aside/).waitFor();
    await dialog.getByText(/was damaged and healed itself/).waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('says of one which reader was absent, from when to when, and which is in trouble now', async () => {
    addReaderNews(desk.hub, addStanding(desk.hub, 'With readers'));
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await rowOf(page, 'With readers').click();
    const readers = page.getByRole('dialog').getByRole('region', { name: 'Readers' });
    await readers.getByText(/^absent from .+ to \d\d:\d\d$/).waitFor();
    await readers.getByText(/^quiet since/).waitFor();
    await readers.getByText(/^ready since/).waitFor();
    await readers.getByText('Nothing answers at').waitFor();
    await expectNoBarriers(page);
  });

  test('says on a phone what is wrong, and lets one shut a kiosk out there too', async () => {
    addAll(desk.hub);
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await page.setViewportSize({ width: 390, height: 844 });
    await rowOf(page, 'Wrong clock').getByText('Wrong clock').click();
    await page
      .getByRole('dialog')
      .getByText(/Recorded times are corrected/)
      .waitFor();
    await button(page, 'Shut out').click();
    await button(page, 'Shut it out').click();
    await rowOf(page, 'Wrong clock').getByText('Shut out').waitFor();
    const table = await page.getByRole('grid').boundingBox();
    expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThanOrEqual(390);
  });

  test('warns where there is no backup, and says why one failed', async () => {
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await page.getByText('No backups', { exact: true }).waitFor();
    const file = join(temporaryFolder(), 'in-the-way');
    writeFileSync(file, '');
    await desk.hub.hub.keeping.backups.run(temporaryFolder());
    await page.getByText(/restored and found whole/).waitFor();
    await desk.hub.hub.keeping.backups.run(join(file, 'backups'));
    await page.getByText('The last backup could not be made.').waitFor();
    await expectNoBarriers(page);
  });
});
