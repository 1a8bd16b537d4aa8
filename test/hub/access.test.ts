import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '#platform/log.ts';
import { addRoutes } from '../../src/hub/server/add-routes.ts';
import { assembleParts } from '../../src/hub/server/assemble-parts.ts';
import type { Access } from '../../src/hub/server/auth/access.ts';
import { createApp } from '../../src/hub/server/http/create-app.ts';
import { openHubKeys } from '../../src/hub/server/hub-keys.ts';
import { HubSettingsSchema } from '../../src/hub/server/settings.ts';
import { startSync } from '../../src/hub/server/start-sync.ts';
import { openHubDatabase } from '../../src/hub/server/store/open-hub-database.ts';
import { ManualTime } from './support/manual-time.ts';
import { addTestCampus } from './support/test-campus.ts';
import { Browser, newFolder, signedInFaculty, startTestHub, type TestHub } from './support/test-hub.ts';

/** What anybody may call, and why. Whoever adds a line here has thought about it. */
const OPEN: Readonly<Record<string, string>> = {
  'GET /api/v1/health': 'for whatever watches over the hub; says nothing secret',
  'POST /api/v1/auth/sign-in': 'nobody is signed in before',
  'POST /api/v1/auth/sign-out': 'does nothing for whoever is not signed in',
  'POST /api/v1/kiosks/enrol': 'proves itself by a one-time code',
  'GET /api/v1/kiosk-sync': 'kiosk and hub sign for each other',
  'GET /C/:token': 'a room code, judged by its MAC',
  'GET /c/:token': 'the same, in lower case',
  'GET /api/v1/check-in/about': 'name and colour of the institution',
  'POST /api/v1/check-in/ticket': 'proves itself by a sealed stamp',
  'POST /api/v1/check-in/scan': 'a room code, judged by its MAC',
  'POST /api/v1/check-in/typed': 'signed by the phone',
  'POST /api/v1/check-in/kept': 'signed by the phone',
  'POST /api/v1/devices/challenge': 'random bytes for whoever asks',
  'POST /api/v1/devices': 'proves itself by a sign-in code',
  'POST /api/v1/sessions/:place/attendance': 'signed by the phone, or asks for a teacher itself',
  'GET /api/v1/me': 'signed by the phone',
  'POST /api/v1/receipts': 'a receipt is signed by this hub, and the check-in in it by the phone',
  'POST /api/v1/receipts/verify': 'a receipt proves itself',
  'GET /.well-known/jwks.json': 'public keys',
};

type Route = { readonly method: string; readonly url: string; readonly access: Access | undefined };

async function allRoutes(folder: string): Promise<readonly Route[]> {
  const settings = { ...HubSettingsSchema.parse({}), data: folder };
  const log = createLog({ level: 'silent' });
  const keys = openHubKeys(folder, randomBytes);
  const database = openHubDatabase(folder);
  if (!keys.ok || !database.ok) throw new Error('the hub could not be opened');
  const address = () => ({ url: 'http://localhost:1', host: 'localhost:1', secure: false });
  const { clock } = new ManualTime();
  const assembly = assembleParts({
    settings,
    db: database.value,
    keys: keys.value,
    clock,
    log,
    address,
  });
  const app = await createApp(assembly.parts, undefined);
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD') routes.push({ method: one, url, access: config?.access });
    }
  });
  await addRoutes(app, assembly, startSync(app, assembly));
  await app.ready();
  await app.close();
  database.value.close();
  return routes;
}

const isPage = ({ url }: Route) => url === '/*' || url === '/console/*' || url.startsWith('/api/docs');

/** The address with something in place of its parameters. */
function filledIn(url: string): string {
  return url
    .replace(':number', '1')
    .replace(':card', 'x')
    .replace(':person', '00000000-0000-7000-8000-000000000000')
    .replace(/:(id|place)/, '00000000-0000-7000-8000-000000000000');
}

describe('who may call what', () => {
  let test: TestHub;
  let routes: readonly Route[];
  let faculty: Browser;

  beforeAll(async () => {
    routes = (await allRoutes(newFolder())).filter((route) => !isPage(route));
    test = await startTestHub();
    faculty = await signedInFaculty(test.hub, addTestCampus(test.hub.parts).mara);
  });
  afterAll(async () => await test.stop());

  it('has routes at all', () => {
    expect(routes.length).toBeGreaterThan(40);
  });

  it('lets nobody in by accident: every open route is on the list, with a reason', () => {
    const open = routes.filter(({ access }) => access === 'open' || access === undefined);
    expect(open.map(({ method, url }) => `${method} ${url}`).filter((route) => !(route in OPEN))).toEqual([]);
  });

  it('answers whoever is not signed in with "sign in first" on all others', async () => {
    const closed = routes.filter(({ access }) => access !== 'open');
    const stranger = new Browser(test.hub);
    for (const { method, url } of closed) {
      const answer = await stranger.call(method, filledIn(url));
      expect([method, url, answer.status]).toEqual([method, url, 401]);
      expect(answer.body).toMatchObject({ error: { code: 'not-signed-in' } });
    }
  });

  it('refuses faculty on every route that is for administrators', async () => {
    const admin = routes.filter(({ access }) => access === 'admin');
    expect(admin.length).toBeGreaterThan(10);
    for (const { method, url } of admin) {
      const answer = await faculty.call(method, filledIn(url));
      expect([method, url, answer.status]).toEqual([method, url, 403]);
    }
  });

  it('refuses what another web site has a browser send, signed in or not', async () => {
    for (const { method, url } of routes.filter((route) => route.method !== 'GET')) {
      const answer = await faculty.call(method, filledIn(url), undefined, { origin: 'https://evil.example' });
      expect([method, url, answer.status]).toEqual([method, url, 403]);
      expect(answer.body).toMatchObject({ error: { code: 'wrong-origin' } });
    }
  });
});
