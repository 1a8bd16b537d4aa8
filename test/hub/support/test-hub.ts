import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '#domain/ids.ts';
import { createLog } from '#platform/log.ts';
import { createAccount } from '../../../src/hub/server/auth/accounts.ts';
import { type RunningHub, startHub } from '../../../src/hub/server/hub.ts';
import { type HubSettings, HubSettingsSchema } from '../../../src/hub/server/settings.ts';
import { ManualTime } from './manual-time.ts';

export const ADMIN_PASSWORD = 'correct horse battery';

export type TestHub = {
  readonly hub: RunningHub;
  readonly time: ManualTime;
  readonly folder: string;
  /** Lines of the log so far. */
  readonly lines: readonly string[];
  readonly stop: () => Promise<void>;
};

/** A real hub on a free port with a database of its own. */
export async function startTestHub(
  settings: Partial<HubSettings> = {},
  { folder = newFolder(), time = new ManualTime() } = {},
): Promise<TestHub> {
  const lines: string[] = [];
  const log = createLog({ level: 'info', write: (line) => lines.push(line) });
  const hub = await startHub(
    {
      ...HubSettingsSchema.parse({}),
      data: folder,
      host: '127.0.0.1',
      hubPort: 0,
      adminPassword: ADMIN_PASSWORD,
      // A thread for every hub of every test would take longer than most of them.
      readThreads: 0,
      ...settings,
    },
    { clock: time.clock, every: time.every, log },
  );
  const stop = async () => {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { hub, time, folder, lines, stop };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'muster-hub-'));
}

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** A browser's calls to the hub: keeps its cookie, and sends an Origin as browsers do. */
export class Browser {
  readonly #url: string;
  #cookie = '';

  constructor(hub: RunningHub) {
    this.#url = hub.url;
  }

  get cookie(): string {
    return this.#cookie;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
        ...(method === 'GET' ? {} : { origin: this.#url }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = answer.headers.getSetCookie()[0];
    if (set !== undefined) this.#cookie = set.split(';')[0] ?? '';
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  async get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return await this.call('GET', path, undefined, headers);
  }

  async post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return await this.call('POST', path, body, headers);
  }

  async signIn(username = 'admin', password = ADMIN_PASSWORD): Promise<Answer> {
    return await this.post('/api/v1/auth/sign-in', { username, password });
  }
}

export async function signedInAdmin(hub: RunningHub): Promise<Browser> {
  const browser = new Browser(hub);
  await browser.signIn();
  return browser;
}

/** A browser in which this person is signed in as faculty. */
export async function signedInFaculty(
  hub: RunningHub,
  personId: PersonId,
  username = 'mara',
): Promise<Browser> {
  const password = `${username} has a long password`;
  const asked = { username, role: 'faculty', personId, password } as const;
  await createAccount(hub.parts.db, asked, hub.parts.clock.now());
  const browser = new Browser(hub);
  await browser.signIn(username, password);
  return browser;
}
