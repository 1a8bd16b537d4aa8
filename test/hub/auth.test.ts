import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from './support/manual-time.ts';
import {
  ADMIN_PASSWORD,
  Browser,
  newFolder,
  signedInAdmin,
  startTestHub,
  type TestHub,
} from './support/test-hub.ts';

describe('signing in to the console', () => {
  let test: TestHub;
  let admin: Browser;

  beforeEach(async () => {
    test = await startTestHub();
    admin = await signedInAdmin(test.hub);
  });
  afterEach(async () => await test.stop());

  it('tells who is signed in, and for which institution', async () => {
    const { body } = await admin.get('/api/v1/auth/me');
    expect(body).toMatchObject({
      username: 'admin',
      role: 'admin',
      institution: 'Our university',
      now: test.time.now,
    });
  });

  it('keeps the session in a cookie that no script can read and no other site can send', async () => {
    const { headers } = await new Browser(test.hub).signIn();
    const cookie = headers.getSetCookie().join();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toMatch(/Secure|__Host-/);
  });

  it('takes the user name in any case', async () => {
    expect((await new Browser(test.hub).signIn(' Admin ')).status).toBe(200);
  });

  it('says the same of a wrong password and of an unknown name', async () => {
    const wrong = await new Browser(test.hub).signIn('admin', 'not the password');
    const unknown = await new Browser(test.hub).signIn('nobody', 'not the password');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(unknown.body);
  });

  it('is over after signing out, also for a copy of the cookie', async () => {
    const { cookie } = admin;
    await admin.post('/api/v1/auth/sign-out');
    const copy = await new Browser(test.hub).get('/api/v1/auth/me', { cookie });
    expect(copy.status).toBe(401);
  });

  it('is over after twelve hours', async () => {
    test.time.pass(12 * HOUR - MINUTE);
    expect((await admin.get('/api/v1/auth/me')).status).toBe(200);
    test.time.pass(MINUTE);
    expect((await admin.get('/api/v1/auth/me')).status).toBe(401);
  });

  it('makes a guesser wait, longer and longer, and lets the right password through when the wait is over', async () => {
    const guesser = new Browser(test.hub);
    for (let i = 0; i < 5; i += 1) expect((await guesser.signIn('admin', `guess ${i}`)).status).toBe(401);
    const refused = await guesser.signIn();
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ error: { code: 'too-many-requests', retryAfterMs: 2_000 } });
    test.time.pass(2_000);
    expect((await guesser.signIn('admin', 'guess again')).status).toBe(401);
    expect((await guesser.signIn()).body).toMatchObject({ error: { retryAfterMs: 4_000 } });
    test.time.pass(4_000);
    expect((await guesser.signIn()).status).toBe(200);
  });

  it('changes the password, signs every other browser out and stays signed in itself', async () => {
    const other = await signedInAdmin(test.hub);
    const next = 'another long password';
    expect((await admin.post('/api/v1/auth/password', { current: 'wrong', next })).status).toBe(401);
    expect((await admin.post('/api/v1/auth/password', { current: ADMIN_PASSWORD, next })).status).toBe(204);
    expect((await admin.get('/api/v1/auth/me')).status).toBe(200);
    expect((await other.get('/api/v1/auth/me')).status).toBe(401);
    expect((await new Browser(test.hub).signIn('admin', next)).status).toBe(200);
  });

  it('makes accounts whose password is told once, and shuts them out at once', async () => {
    const made = await admin.post('/api/v1/users', { username: 'Mara', role: 'faculty' });
    const { user, password } = made.body as { user: { id: string; username: string }; password: string };
    expect(user.username).toBe('mara');
    const mara = new Browser(test.hub);
    expect((await mara.signIn('mara', password)).status).toBe(200);
    await admin.post(`/api/v1/users/${user.id}/disable`);
    expect((await mara.get('/api/v1/auth/me')).status).toBe(401);
    expect((await mara.signIn('mara', password)).status).toBe(401);
    await admin.post(`/api/v1/users/${user.id}/enable`);
    expect((await mara.signIn('mara', password)).status).toBe(200);
  });

  it('gives no user name twice', async () => {
    await admin.post('/api/v1/users', { username: 'mara', role: 'faculty' });
    const again = await admin.post('/api/v1/users', { username: 'mara', role: 'faculty' });
    expect(again.body).toMatchObject({ error: { code: 'already-exists' } });
  });

  it('never shuts the last administrator out', async () => {
    const { users } = (await admin.get('/api/v1/users')).body as { users: { id: string }[] };
    const answer = await admin.post(`/api/v1/users/${users[0]?.id}/disable`);
    expect(answer.status).toBe(400);
    expect((await admin.get('/api/v1/auth/me')).status).toBe(200);
  });

  it('keeps neither names, passwords nor tokens in its log', async () => {
    await new Browser(test.hub).signIn('somebody', 'secret-password');
    await new Browser(test.hub).get(`/C/${'A'.repeat(32)}`);
    const log = test.lines.join('\n');
    expect(log).toContain('/api/v1/auth/sign-in');
    for (const secret of [
      'somebody',
      'secret-password',
      ADMIN_PASSWORD,
      admin.cookie.split('=')[1],
      'AAAAAAAA',
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('the first administrator', () => {
  it('gets a made-up password that is told at the first start and never again', async () => {
    const folder = newFolder();
    const first = await startTestHub({ adminPassword: undefined }, { folder });
    const { username, password } = first.hub.firstAdmin ?? {};
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect((await new Browser(first.hub).signIn(username, password ?? '')).status).toBe(200);
    await first.hub.close();
    const second = await startTestHub({ adminPassword: undefined }, { folder });
    expect(second.hub.firstAdmin).toBeNull();
    expect((await new Browser(second.hub).signIn(username, password ?? '')).status).toBe(200);
    await second.stop();
  });
});
