import { request } from 'node:http';
import { ApiErrorSchema } from '#contracts/hub-api/api-error.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { type Route, ServedHub } from './support/served-hub.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfJsonSchema } from './support/value-of-json-schema.ts';

/** Every documented route of the hub, by an administrator and by nobody, with what fits it and with what doesn't. */
export const httpCampaign: Campaign = {
  name: 'hostile-http',
  title: 'Hostile requests to every route of the hub',
  unit: 'requests',
  perTest: 1_500,
  atGate: 15_000,
  chunk: 2_500,
  run: (from, count) => playCases({ name: 'hostile-http', group: 500, open: openStage }, from, count),
};

/** Work of their own, or an end of the session everything else is asked in. */
const NOT_PLAYED = /sign-out|auth\/password|\/api\/docs/;

/** Counters and notes that a refused request may leave behind. */
const NOTED = ['web_sessions', 'hub_state'];

async function openStage(): Promise<Stage> {
  const hub = await ServedHub.open();
  const routes = hub.routes.filter(({ path }) => !NOT_PLAYED.test(path));
  let before = hub.snapshot(NOTED);
  return {
    async play(random) {
      const asked = requestTo(random.oneOf(routes), hub, random);
      const { status, body } = await send(hub, asked);
      const said = `${asked.method} ${asked.path.slice(0, 200)} ${asked.body?.slice(0, 300) ?? ''}`;
      if (status >= 500 && status !== 503) throw new Error(`${said}: ${status} ${body.slice(0, 300)}`);
      if (status >= 400) expectWords(said, status, body);
      hub.expectNoErrors();
      const after = hub.snapshot(NOTED);
      if (status >= 400 && after !== before)
        throw new Error(`${said}: refused by ${status}, and changed something`);
      before = after;
    },
    async end() {
      const { status } = await hub.admin.get('/api/v1/auth/me');
      if (status !== 200) throw new Error(`not served any more: ${status}`);
    },
    close: () => hub.close(),
  };
}

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

function requestTo({ method, path, body }: Route, hub: ServedHub, random: Random): Asked {
  const type = random.chance(0.9)
    ? 'application/json'
    : random.oneOf(['text/plain', 'multipart/form-data', 'x']);
  return {
    method,
    path: encodeURI(pathOf(path, hub, random)) + queryFor(random),
    headers: {
      ...(random.chance(0.8)
        ? { cookie: hub.admin.cookie }
        : { cookie: spoiledText(hub.admin.cookie, random).replaceAll(/[^\x20-\x7e]/g, '') }),
      ...(body === undefined ? {} : { 'content-type': type }),
      origin: hub.test.hub.url,
    },
    body: body === undefined ? undefined : bodyFor(body, random),
  };
}

function pathOf(path: string, { campus }: ServedHub, random: Random): string {
  const { friday, room, section, students } = campus;
  const known = [
    friday.sessionId,
    room,
    section,
    students.ana,
    '1',
    '65536',
    '-1',
    '%',
    '..',
    'null',
    'x'.repeat(300),
    '\0',
  ];
  return path.replaceAll(/\{[a-z]+\}/gi, () => random.oneOf(known));
}

function queryFor(random: Random): string {
  if (random.chance(0.6)) return '';
  const name = random.oneOf([
    'date',
    'room',
    'section',
    'search',
    'role',
    'offset',
    'limit',
    'dryRun',
    '__proto__',
    'x',
  ]);
  const value = random.oneOf([
    '2026-11-20',
    '9999-99-99',
    '-271821-04-20',
    '%',
    "'",
    '1e9',
    'true',
    'a'.repeat(500),
    '%00',
    '[]',
    '😀',
  ]);
  return `?${name}=${encodeURIComponent(value)}${random.chance(0.2) ? `&${name}=2` : ''}`;
}

function bodyFor(schema: Record<string, unknown>, random: Random): string {
  const good = valueOfJsonSchema(schema, random);
  switch (random.whole(0, 3)) {
    case 0:
      return JSON.stringify(good) ?? '';
    case 1:
      return spoiledText(JSON.stringify(good) ?? '', random);
    default:
      return JSON.stringify(spoiledValue(good, random)) ?? '';
  }
}

function expectWords(said: string, status: number, body: string): void {
  // What Node itself refuses, before the hub hears of it, has no words of the hub's.
  if (status === 431 || (status === 400 && body === '')) return;
  const read = ApiErrorSchema.safeParse(JSON.parse(body || '{}'));
  if (!read.success && !body.includes('"errors"'))
    throw new Error(`${said}: ${status} without words: ${body.slice(0, 200)}`);
}

/** By hand: what is sent here is not what a fetch would send. */
function send(
  hub: ServedHub,
  { method, path, headers, body }: Asked,
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(hub.test.hub.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', ({ message }) =>
      reject(new Error(`${method} ${path} ${JSON.stringify(headers)} ${body}: ${message}`)),
    );
    sent.end(body);
  });
}
