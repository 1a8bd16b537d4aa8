import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { generationOf } from '../../src/hub/server/directory/hub-directory.ts';
import { startHub } from '../../src/hub/server/hub.ts';
import { HubSettingsSchema, settingsHelp } from '../../src/hub/server/settings.ts';
import { StartProblem } from '../../src/hub/server/start-problem.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Browser, signedInAdmin, startTestHub } from './support/test-hub.ts';

describe('starting a hub', () => {
  it('refuses a folder that another hub is using', async () => {
    const test = await startTestHub();
    await expect(startTestHub({}, { folder: test.folder })).rejects.toThrow(StartProblem);
    await test.stop();
  });

  it('refuses a database that a newer program has written, and leaves it as it is', async () => {
    const folder = temporaryFolder();
    await (await startTestHub({}, { folder })).hub.close();
    const db = new Database(join(folder, 'hub', 'hub.db'));
    db.pragma('user_version = 999');
    db.close();
    await expect(startTestHub({}, { folder })).rejects.toThrow(/newer program/);
  });

  it('starts again in the same folder after refusing', async () => {
    const folder = temporaryFolder();
    await (await startTestHub({}, { folder })).hub.close();
    const path = join(folder, 'hub', 'hub.db');
    const version = new Database(path).pragma('user_version', { simple: true });
    const db = new Database(path);
    db.pragma('user_version = 999');
    db.close();
    await expect(startTestHub({}, { folder })).rejects.toThrow();
    const again = new Database(path);
    again.pragma(`user_version = ${String(version)}`);
    again.close();
    await (await startTestHub({}, { folder })).hub.close();
  });

  it('notices that an older copy of the database was put back', async () => {
    const folder = temporaryFolder();
    const copy = join(temporaryFolder(), 'copy.db');
    const path = join(folder, 'hub', 'hub.db');
    const first = await startTestHub({}, { folder });
    const generation = generationOf(first.hub.parts.db);
    await first.hub.close();
    copyFileSync(path, copy);
    const second = await startTestHub({}, { folder });
    expect(generationOf(second.hub.parts.db)).toBe(generation);
    const { epoch } = second.hub.parts.ledger.head();
    await second.hub.close();
    copyFileSync(copy, path);
    const third = await startTestHub({}, { folder });
    expect(generationOf(third.hub.parts.db)).not.toBe(generation);
    expect(third.hub.parts.ledger.head().epoch).not.toBe(epoch);
    await third.hub.close();
  });

  it('says so when its port is taken, and can be started again', async () => {
    const test = await startTestHub();
    const { port } = new URL(test.hub.url);
    const folder = temporaryFolder();
    await expect(startTestHub({ hubPort: Number(port) }, { folder })).rejects.toThrow(
      /Another program listens/,
    );
    await (await startTestHub({}, { folder })).hub.close();
    await test.stop();
  });

  it('keeps its keys where only its own user can read them', async () => {
    const test = await startTestHub();
    expect(statSync(join(test.folder, 'hub', 'keys.json')).mode & 0o077).toBe(0);
    await test.stop();
  });

  it('says that it is well, to anybody who asks', async () => {
    const test = await startTestHub();
    const { status, body } = await new Browser(test.hub).get('/api/v1/health');
    expect([status, body]).toMatchObject([200, { status: 'ok', database: 'ok', sync: { kiosks: 0 } }]);
    await test.stop();
  });

  it('describes its API, with every route that is not a page', async () => {
    const test = await startTestHub();
    const { body } = await new Browser(test.hub).get('/api/docs/json');
    const { paths } = body as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toContain('/api/v1/sessions/{id}/register');
    expect(Object.keys(paths).length).toBeGreaterThan(30);
    await test.stop();
  });

  it('answers unknown addresses below /api with JSON, whoever asks', async () => {
    const test = await startTestHub();
    const { status, body } = await (await signedInAdmin(test.hub)).get('/api/v1/nothing', {
      accept: 'text/html',
    });
    expect([status, body]).toMatchObject([404, { error: { code: 'not-found' } }]);
    await test.stop();
  });

  it('takes no body larger than it needs', async () => {
    const test = await startTestHub();
    const admin = await signedInAdmin(test.hub);
    const { status, body } = await admin.post('/api/v1/rooms', { name: 'x'.repeat(300_000) });
    expect([status, body]).toMatchObject([413, { error: { code: 'too-large' } }]);
    await test.stop();
  });
});

describe('a hub with a certificate of its own', () => {
  const get = async (url: string, ca: string, servername: string) =>
    await new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
      (resolve, reject) => {
        request(url, { ca, servername }, (answer) => {
          let text = '';
          answer.on('data', (part) => {
            text += String(part);
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        })
          .on('error', reject)
          .end();
      },
    );

  it('is trusted by whoever trusts its authority, by name and by address, and by nobody else', async () => {
    const test = await startTestHub({ tls: 'self-signed' });
    const ca = readFileSync(join(test.folder, 'hub', 'tls', 'authority.pem'), 'utf8');
    const { port } = new URL(test.hub.url);
    const health = await get(`https://localhost:${port}/api/v1/health`, ca, 'localhost');
    expect(health.status).toBe(200);
    expect(health.headers['strict-transport-security']).toBeDefined();
    expect((await get(`https://127.0.0.1:${port}/ca.pem`, ca, '')).text).toBe(`${ca.trim()}\n`);
    await expect(fetch(`https://localhost:${port}/api/v1/health`)).rejects.toThrow();
    await test.stop();
  });

  it('stays the same over a restart, so that nobody has to trust it again', async () => {
    const folder = temporaryFolder();
    const read = () =>
      ['authority', 'server'].map((name) => readFileSync(join(folder, 'hub', 'tls', `${name}.pem`), 'utf8'));
    await (await startTestHub({ tls: 'self-signed' }, { folder })).hub.close();
    const before = read();
    await (await startTestHub({ tls: 'self-signed' }, { folder })).hub.close();
    expect(read()).toEqual(before);
    await (
      await startTestHub({ tls: 'self-signed', publicUrl: 'https://hub.example.edu' }, { folder })
    ).hub.close();
    const renamed = read();
    expect(renamed[0]).toBe(before[0]);
    expect(renamed[1]).not.toBe(before[1]);
  });

  it('sets cookies that never travel in the clear', async () => {
    const test = await startTestHub({ tls: 'self-signed' });
    const { port } = new URL(test.hub.url);
    const ca = readFileSync(join(test.folder, 'hub', 'tls', 'authority.pem'), 'utf8');
    const cookie = await new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', origin: test.hub.url };
      const call = request(
        `https://localhost:${port}/api/v1/auth/sign-in`,
        { method: 'POST', ca, headers },
        (answer) => resolve(String(answer.headers['set-cookie'])),
      );
      call.on('error', reject);
      call.end(JSON.stringify({ username: 'admin', password: 'correct horse battery' }));
    });
    expect(cookie).toMatch(/^__Host-muster=.*; Path=\/; HttpOnly; Secure; SameSite=Strict/);
    await test.stop();
  });

  it('serves with a certificate it was given instead', async () => {
    const made = await startTestHub({ tls: 'self-signed' });
    const folder = join(made.folder, 'hub', 'tls');
    const [tlsCert, tlsKey] = [join(folder, 'server.pem'), join(folder, 'server-key.pem')];
    const ca = readFileSync(join(folder, 'authority.pem'), 'utf8');
    const test = await startTestHub({ tlsCert, tlsKey });
    const { port } = new URL(test.hub.url);
    expect((await get(`https://localhost:${port}/api/v1/health`, ca, 'localhost')).status).toBe(200);
    expect((await get(`https://localhost:${port}/ca.pem`, ca, 'localhost')).status).toBe(404);
    await test.stop();
    await made.stop();
  });

  it('says what is wrong with files it was given', async () => {
    const folder = temporaryFolder();
    const settings = { ...HubSettingsSchema.parse({}), data: folder, hubPort: 0 };
    await expect(startHub({ ...settings, tlsCert: '/nowhere.pem' })).rejects.toThrow(/only go together/);
    await expect(startHub({ ...settings, tlsCert: '/nowhere.pem', tlsKey: '/nowhere' })).rejects.toThrow(
      /can't be read/,
    );
  });
});

describe('the settings of a hub', () => {
  it('are all described in --help, with their defaults', () => {
    const help = settingsHelp();
    for (const flag of ['--data', '--hub-port', '--public-url', '--tls-cert', '--demo', '--admin-password']) {
      expect(help).toContain(flag);
    }
    expect(help).toContain('(8080)');
  });
});
