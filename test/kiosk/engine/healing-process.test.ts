import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { CAMPUS, NOOR, occurrence, TOMAS } from './rig/campus.ts';
import { enrolledFolder, KioskProcess } from './rig/kiosk-process.ts';

function change(path: string, edit: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  edit(bytes);
  writeFileSync(path, bytes);
}

/** What can happen to a database: from one bit to all of it. */
const HARM: Readonly<Record<string, (path: string) => void>> = {
  'has lost its first page': (path) => change(path, (bytes) => bytes.fill(0, 0, 4096)),
  'was cut in half': (path) => truncateSync(path, readFileSync(path).length >> 1),
  'is all zeros': (path) => change(path, (bytes) => bytes.fill(0)),
  'is empty': (path) => truncateSync(path, 0),
};

/** A class began a minute ago, two people have touched the reader, and the machine was switched off. */
async function kioskSwitchedOff(): Promise<string> {
  const startsAt = (Date.now() - 60_000) as EpochMs;
  const endsAt = (startsAt + 3_600_000) as EpochMs;
  const campus = { ...CAMPUS, occurrences: [occurrence(1, { startsAt, endsAt })] };
  const data = enrolledFolder(campus, temporaryFolder());
  const kiosk = KioskProcess.start({ MUSTER_DATA: data, MUSTER_SIMULATE: '1' });
  const screen = await kiosk.openScreen();
  await screen.until('ready');
  screen.press({ type: 'simulate-card', number: NOOR.card });
  screen.press({ type: 'simulate-card', number: TOMAS.card });
  await screen.until('ready', ({ noted }) => noted === 2);
  kiosk.signal('SIGTERM');
  await kiosk.ended;
  return data;
}

describe('a kiosk that is switched on', { timeout: 120_000 }, () => {
  it.each(Object.entries(HARM))(
    'serves again by itself although its ledger %s, and says so',
    async (_, harm) => {
      const data = await kioskSwitchedOff();
      harm(join(data, 'kiosk', 'ledger.db'));
      const kiosk = KioskProcess.start({ MUSTER_DATA: data, MUSTER_SIMULATE: '1' });
      const screen = await kiosk.openScreen();
      const { common } = await screen.until('ready', (state) => state.common.healed !== null);
      expect(common.healed?.at).toBeGreaterThan(Date.now() - 60_000);
      expect(readdirSync(join(data, 'kiosk', 'set-aside'))).toHaveLength(1);
      screen.press({ type: 'simulate-card', number: TOMAS.card });
      await screen.until('ready', ({ answer }) => answer?.name === TOMAS.name);
      kiosk.signal('SIGTERM');
      const { stderr } = await kiosk.ended;
      expect(stderr).toContain('ledger was damaged, and healed');
    },
  );

  it('has everybody who was there before where only a page of its ledger is lost', async () => {
    const data = await kioskSwitchedOff();
    change(join(data, 'kiosk', 'ledger.db'), (bytes) => bytes.fill(0, 0, 4096));
    const screen = await KioskProcess.start({ MUSTER_DATA: data, MUSTER_SIMULATE: '1' }).openScreen();
    const { noted, common } = await screen.until('ready', (state) => state.common.healed !== null);
    expect({ noted, lost: common.healed?.lost }).toEqual({ noted: 2, lost: 0 });
  });

  it.each(Object.entries(HARM))('begins with an empty directory where its own %s', async (_, harm) => {
    const data = await kioskSwitchedOff();
    rmSync(join(data, 'kiosk', 'directory.db-wal'), { force: true });
    harm(join(data, 'kiosk', 'directory.db'));
    const screen = await KioskProcess.start({ MUSTER_DATA: data, MUSTER_SIMULATE: '1' }).openScreen();
    // Which room this is, only the hub can say again.
    expect((await screen.until('ready')).common).toMatchObject({ room: '', healed: null });
  });
});
