import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { startHub } from '../../../src/hub/server/hub.ts';
import { HubSettingsSchema } from '../../../src/hub/server/settings.ts';
import { ADMIN_PASSWORD, signedInAdmin } from '../../hub/support/test-hub.ts';
import { KioskProcess, type Screen } from '../../kiosk/engine/rig/kiosk-process.ts';

const TOUCHES = 5;

// A kiosk disappears from its room for a night. The office revokes it, then it is found: the same machine, with what it
// recorded meanwhile. It is enrolled again, and everything it recorded arrives.
test('a revoked kiosk says so, keeps recording and keeps its ledger, leaves the hub in peace, and delivers all when it is enrolled again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lines: string[] = [];
  const given = {
    data: join(folder, 'hub-data'),
    host: '127.0.0.1',
    hubPort: 0,
    adminPassword: ADMIN_PASSWORD,
  };
  const hub = await startHub(HubSettingsSchema.parse(given), {
    log: createLog({ level: 'info', write: (line) => lines.push(line) }),
  });
  onTestFinished(() => hub.close());
  const admin = await signedInAdmin(hub);
  const { body: room } = await admin.post('/api/v1/rooms', { name: 'B-204' });
  const newCode = async () => {
    const asked = { roomId: (room as { id: string }).id, name: 'Door' };
    return ((await admin.post('/api/v1/kiosks/enrolment-codes', asked)).body as { code: string }).code;
  };
  const start = (code: string | undefined) =>
    KioskProcess.start({
      MUSTER_DATA: join(folder, 'kiosk-data'),
      MUSTER_HUB: hub.localUrl,
      MUSTER_SIMULATE: '1',
      ...(code === undefined ? {} : { MUSTER_ENROL_CODE: code }),
    });

  const first = start(await newCode());
  const screen = await first.openScreen();
  await screen.until('ready', ({ common }) => common.hub.state === 'online' && common.hub.backlog === 0);

  expect((await admin.post('/api/v1/kiosks/1/revoke')).status).toBe(200);
  const refused = await screen.until('ready', ({ common }) => common.hub.state === 'refused');
  expect(refused.common.hub.detail).toBe('This kiosk was revoked at the hub. Enrol it again to use it.');
  const refusalsBefore = refusalsIn(lines);

  await touchCards(screen);
  const { common } = await screen.until('ready', ({ common: { hub: link } }) => link.backlog >= TOUCHES);
  expect(common.hub.state).toBe('refused');
  // It tries again once a minute or so, and not at every touch.
  expect(refusalsIn(lines) - refusalsBefore).toBeLessThanOrEqual(1);

  first.signal('SIGTERM');
  expect((await first.ended).code).toBe(0);
  const second = start(undefined);
  const later = await second.openScreen();
  const still = await later.until('ready', ({ common: { hub: link } }) => link.state === 'refused');
  expect(still.common.hub.backlog).toBeGreaterThanOrEqual(TOUCHES);
  second.signal('SIGTERM');
  await second.ended;

  const third = start(await newCode());
  const again = await third.openScreen();
  await again.until('ready', ({ common: { hub: link } }) => link.state === 'online' && link.backlog === 0);
  const { kiosks } = (await admin.get('/api/v1/kiosks')).body as {
    kiosks: { number: number; revokedAt: null }[];
  };
  expect(kiosks).toMatchObject([{ number: 1, revokedAt: null }]);
  const { sqlite } = hub.parts.db;
  const epochs = sqlite
    .prepare('select count(distinct epoch) epochs, count(*) held, max(seq) last from events where kiosk = 1')
    .get();
  const { held } = epochs as { held: number };
  expect(epochs).toEqual({ epochs: 1, held, last: held });
  const touches = sqlite
    .prepare("select count(*) from events where kiosk = 1 and type = 'presentation'")
    .pluck()
    .get();
  expect(touches).toBe(TOUCHES);
}, 240_000);

async function touchCards(screen: Screen): Promise<void> {
  for (let i = 0; i < TOUCHES; i++) {
    const before = screen.state?.common.hub.backlog ?? 0;
    screen.press({ type: 'simulate-card', number: `000000010${i}` });
    await screen.until('ready', ({ common }) => common.hub.backlog > before);
  }
}

function refusalsIn(lines: readonly string[]): number {
  return lines.filter((line) => line.includes('"why":"revoked"')).length;
}
