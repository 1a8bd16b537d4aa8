import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { EnrolResponse } from '#contracts/hub-api/kiosks.ts';
import type { InstitutionId, KioskNumber } from '#domain/ids.ts';
import { KeyStore } from '#platform/keys.ts';
import { enrolmentIn, keepEnrolment } from '../../../../src/kiosk/engine/enrolment/enrolment.ts';
import { enrolAddress, requestEnrolment } from '../../../../src/kiosk/engine/enrolment/request-enrolment.ts';
import { SELF_SIGNED } from './self-signed.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url');

const TAKEN_IN: EnrolResponse = {
  kiosk: 3 as KioskNumber,
  institutionId: '0198c0de-0000-7000-8000-000000000001' as InstitutionId,
  institution: 'Example University',
  hubKey: key(1),
  codeSecret: key(2),
  cardKey: key(3),
  pinPepper: key(4),
  syncUrl: 'ws://127.0.0.1:8080/api/v1/kiosk-sync',
};

const REQUEST = { code: 'ABCD-1234', publicKey: key(9) };

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A hub that gives this answer to whoever asks; `heard` collects the requests. */
async function hubAnswering(status: number, body: string, heard: unknown[] = []): Promise<string> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      heard.push({ method: request.method, url: request.url, body: JSON.parse(text) });
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

async function emptyStore(): Promise<{ path: string; keys: KeyStore }> {
  const path = join(await mkdtemp(join(tmpdir(), 'muster-enrol-')), 'keys.json');
  const opened = KeyStore.open({ path });
  if (!opened.ok) throw new Error(opened.error.text);
  return { path, keys: opened.value };
}

describe('asking a hub to take the kiosk in', () => {
  it('sends the code and the public key, and understands the answer', async () => {
    const heard: unknown[] = [];
    const hub = await hubAnswering(200, JSON.stringify(TAKEN_IN), heard);
    expect(await requestEnrolment(hub, REQUEST)).toEqual({ ok: true, value: TAKEN_IN });
    expect(heard).toEqual([{ method: 'POST', url: '/api/v1/kiosks/enrol', body: REQUEST }]);
  });

  it('passes on in words that a code is wrong or has expired', async () => {
    for (const [code, message] of [
      ['code-wrong', 'This code is wrong.'],
      ['code-expired', 'This code has expired.'],
    ]) {
      const hub = await hubAnswering(410, JSON.stringify({ error: { code, message } }));
      expect(await requestEnrolment(hub, REQUEST)).toEqual({
        ok: false,
        error: { kind: 'refused', text: message },
      });
    }
  });

  it('says when something else than a hub answers', async () => {
    for (const [status, body] of [
      [200, '<h1>It works!</h1>'],
      [200, '{}'],
      [404, 'null'],
    ] as const) {
      const answer = await requestEnrolment(await hubAnswering(status, body), REQUEST);
      expect(answer).toMatchObject({ ok: false, error: { kind: 'not-a-hub' } });
    }
  });

  it('says when the hub can’t be reached', async () => {
    const port = await listen(createServer());
    const closed = servers.pop();
    await new Promise((resolve) => closed?.close(resolve));
    const answer = await requestEnrolment(`http://127.0.0.1:${port}`, REQUEST);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(JSON.stringify(answer)).toContain('Check the address and the network');
  });

  it('trusts no certificate that this machine doesn’t', async () => {
    const server = createTlsServer(SELF_SIGNED, (_request, response) => response.end('{}'));
    const answer = await requestEnrolment(`https://127.0.0.1:${await listen(server)}`, REQUEST);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'untrusted-certificate' } });
  });

  it('never sends its keys over a network in the clear', () => {
    expect(enrolAddress('http://hub.example.edu')).toMatchObject({
      ok: false,
      error: { kind: 'not-encrypted' },
    });
    expect(enrolAddress('http://127.0.0.1.example.edu')).toMatchObject({ ok: false });
    expect(enrolAddress('http://localhost:8080')).toMatchObject({ ok: true });
    expect(enrolAddress(' hub.example.edu ')).toMatchObject({
      value: new URL('https://hub.example.edu/api/v1/kiosks/enrol'),
    });
    expect(enrolAddress('hub example')).toMatchObject({ ok: false, error: { kind: 'bad-address' } });
  });
});

describe('an enrolment', () => {
  it('is there again after a restart', async () => {
    const { path, keys } = await emptyStore();
    expect(enrolmentIn(keys)).toBeUndefined();
    const kept = keepEnrolment(keys, 'http://localhost:8080', TAKEN_IN);
    expect(kept).toMatchObject({
      kiosk: 3,
      hubUrl: 'http://localhost:8080',
      codeSecret: new Uint8Array(32).fill(2),
    });
    const again = KeyStore.open({ path });
    expect(again.ok && enrolmentIn(again.value)).toEqual(kept);
  });
});
