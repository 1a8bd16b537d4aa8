import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { ApiErrorSchema } from '#contracts/hub-api/api-error.ts';
import { smallDisk } from '../../kiosk/engine/rig/small-disk.ts';
import { Office } from '../chaos/office.ts';
import { StudentPhone } from '../chaos/student-phone.ts';
import { fillDisk, hasReserve } from './fill-disk.ts';
import { ADMIN_PASSWORD, RunningCampus, until } from './running-campus.ts';

/** Four times the hub's reserve of 64 MiB, and something to work in. */
const DISK_MIB = 320;

const times = (text: string, words: string) => text.split(words).length - 1;

// Somebody's log fills the hub's disk in the middle of a class. At first the hub gives up its reserve and goes on. The log takes that as well:
// now the kiosk keeps what happens to itself and goes on showing green, phones are told to try again, and whoever looks after the hub can
// see why. The log is deleted: everything that had to wait gets there by itself, and nothing that was promised is missing.
test('a hub with a full disk makes everybody wait, says so once, and goes on by itself when there is room', async (context) => {
  const disk = smallDisk(context, DISK_MIB);
  const campus = await RunningCampus.create({ hubDisk: disk });
  onTestFinished(() => campus.close());
  await campus.startHub();
  await campus.startKiosk();
  await campus.openClass();
  const office = await Office.signIn(campus.hubUrl, ADMIN_PASSWORD);
  const [student] = campus.room.phones;
  if (student === undefined) throw new Error('nobody has a phone');
  const phone = await StudentPhone.signIn(campus.hubUrl, student);
  let n = 0;
  const tap = async () => expect(await campus.tap(n++)).toBe(true);
  await tap();
  await until('the hub has what was recorded', () => campus.isInStep());
  expect(await campus.health()).toMatchObject({ status: 'ok', disk: 'ok' });

  await until('the hub has its reserve', () => hasReserve(disk));
  const first = fillDisk(disk, 'first.log');
  await until('the reserve is given up', async () => {
    await tap();
    return (await campus.health()).disk === 'low';
  });
  await tap();
  await until('the hub takes events in its reserve', () => campus.isInStep());
  expect((await campus.health()).status).toBe('degraded');

  const second = fillDisk(disk, 'second.log');
  await until('the disk is full', async () => {
    await tap();
    return (await campus.health()).disk === 'full';
  });
  expect((await campus.health()).status).toBe('failing');
  const { sessionId, students } = campus.room;
  const [person] = students;
  if (person === undefined) throw new Error('a class of nobody');
  expect(await office.mark(sessionId, person, 'P')).toBe(false);
  const refused = await fetch(`${campus.hubUrl}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: campus.hubUrl },
    body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
  });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(ApiErrorSchema.parse(await refused.json()).error).toMatchObject({ code: 'disk-full' });
  const code = () => (campus.wall.state?.name === 'session' ? (campus.wall.state.code?.text ?? '') : '');
  expect(await phone.tryCheckIn(code())).toBeUndefined();
  for (let more = 0; more < 40; more++) await tap();
  expect(campus.isInStep()).toBe(false);
  expect(campus.wall.state).toMatchObject({ name: 'session', common: { hub: { state: 'online' } } });

  rmSync(first);
  rmSync(second);
  await until('the disk has room', async () => (await campus.health()).disk === 'ok');
  await until('the hub has all of it', () => campus.isInStep());
  await until('the phone gets through', async () => (await phone.tryCheckIn(code())) !== undefined);
  await until('a mark is taken', () => office.mark(sessionId, person, 'P'));
  expect((await campus.health()).status).toBe('ok');

  expect(campus.shownButLost()).toEqual([]);
  expect(campus.ended).toEqual([]);
  const { said } = campus.hub;
  expect(times(said, 'disk is full')).toBe(1);
  expect(times(said, 'kiosk connection failed')).toBe(0);
  expect(times(said, 'job failed')).toBe(0);
  expect(times(said, 'request failed')).toBe(0);
}, 240_000);
