import { describe, expect, it, onTestFinished } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import type { EpochMs } from '#domain/ids.ts';
import { Pn532Twin } from '../../../../src/kiosk/engine/devices/pn532/pn532-twin.ts';
import { makeRdm6300Twin } from '../../../../src/kiosk/engine/devices/rdm6300/make-rdm6300-twin.ts';
import { Twn4Twin } from '../../../../src/kiosk/engine/devices/twn4/twn4-twin.ts';
import { kioskLedger } from '../../../e2e/support/ledgers.ts';
import { CAMPUS, NOOR, OKAFOR, occurrence, TOMAS } from '../rig/campus.ts';
import { enrolledFolder, KioskProcess } from '../rig/kiosk-process.ts';
import { HAS_SOCAT } from './support/has-socat.ts';
import { twinAtPort } from './support/twin-at-port.ts';

/*
 * A room with three readers on serial ports. The teacher opens the class at one, a student touches another, and while the third hangs and
 * is pulled out, the next student touches the first as if nothing were. The ledger then says who came by which reader, and from when to when
 * the third was not to be relied on.
 *
 * The kiosk is a process of its own, and the readers are programs on pseudo-terminals that speak the whole protocol.
 */

const UNKNOWN = 'hf:04416D412B0289' as CardNumber;

async function plugIn() {
  const rdm6300 = await twinAtPort(makeRdm6300Twin('rdm6300'));
  const twn4 = await twinAtPort((deps) => new Twn4Twin(deps));
  const pn532 = await twinAtPort((deps) => new Pn532Twin(deps));
  const all = { rdm6300, twn4, pn532 };
  for (const port of Object.values(all)) {
    await port.plugIn();
    onTestFinished(port.end);
  }
  return all;
}

function classOnNow() {
  const startsAt = (Date.now() - 60_000) as EpochMs;
  return { ...CAMPUS, occurrences: [occurrence(1, { startsAt, endsAt: (startsAt + 3_600_000) as EpochMs })] };
}

describe.skipIf(!HAS_SOCAT)('a kiosk with three serial readers', { timeout: 60_000 }, () => {
  it('records who touched which, and which could not be relied on, while the others go on', async () => {
    const { rdm6300, twn4, pn532 } = await plugIn();
    const readers = Object.entries({ rdm6300, twn4, pn532 }).map(([kind, { path }]) => ({ kind, path }));
    const data = enrolledFolder(classOnNow());
    const env = { MUSTER_DATA: data, MUSTER_READERS: JSON.stringify(readers) };
    const screen = await KioskProcess.start(env).openScreen();
    await screen.until(
      'ready',
      ({ canOpen, common }) => canOpen && common.readers.every(({ state }) => state === 'ready'),
    );

    rdm6300.twin.obey(OKAFOR.card);
    await screen.until('session');
    twn4.twin.obey(NOOR.card);
    await screen.until('session', ({ counts }) => counts.here === 1);
    pn532.twin.obey(UNKNOWN);
    await screen.until('session', ({ answer }) => answer?.kind === 'unknown-card');

    pn532.twin.obey('hang');
    const stateOf = (id: string) => screen.state?.common.readers.find((reader) => reader.id === id)?.state;
    await screen.until('session', () => stateOf('pn532-1') === 'quiet');
    await pn532.unplug();
    await screen.until('session', () => stateOf('pn532-1') === 'absent');
    rdm6300.twin.obey(TOMAS.card);
    await screen.until('session', ({ counts }) => counts.here === 2);
    await pn532.plugIn();
    await screen.until('session', () => stateOf('pn532-1') === 'ready');

    const events = kioskLedger(data).map(
      ({ text }) => JSON.parse(text) as { type: string; body: Record<string, unknown> },
    );
    const touches = events
      .filter(({ type }) => type === 'presentation')
      .map(({ body }) => [body['reader'], body['personId']]);
    expect(touches).toEqual([
      ['rdm6300-1', OKAFOR.id],
      ['twn4-1', NOOR.id],
      ['pn532-1', null],
      ['rdm6300-1', TOMAS.id],
    ]);
    const states = events
      .filter(({ type, body }) => type === 'reader-changed' && body['reader'] === 'pn532-1')
      .map(({ body }) => body['state']);
    // A machine that is very busy may take long to start them all.
    expect(states.slice(states.indexOf('ready'))).toEqual(['ready', 'quiet', 'absent', 'ready']);
  });
});
