import { describe, expect, it, onTestFinished } from 'vitest';
import type { SessionCode } from '#contracts/hub-api/sessions.ts';
import { addTestCampus } from '../support/test-campus.ts';
import { signedInFaculty, startTestHub } from '../support/test-hub.ts';

/** The cookie that a scan sets, behind a proxy that ends https or not. */
async function cookieOver(protocol: 'http' | 'https'): Promise<string> {
  const test = await startTestHub({ trustProxy: true });
  onTestFinished(async () => await test.stop());
  const { friday, mara } = addTestCampus(test.hub.parts);
  const teacher = await signedInFaculty(test.hub, mara);
  await teacher.post('/api/v1/sessions/live', { kind: 'scheduled', sessionId: friday.sessionId });
  const code = (await teacher.get(`/api/v1/sessions/${friday.sessionId}/code`)).body as SessionCode;
  const origin = test.hub.url.replace('http:', `${protocol}:`);
  const answer = await fetch(`${test.hub.url}/api/v1/check-in/scan`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-proto': protocol, origin },
    body: JSON.stringify({ text: code.text }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie()[0] ?? '';
}

describe('the cookie half of a ticket', () => {
  it('over https belongs to this host alone, and no script, other site or http sees it', async () => {
    const cookie = await cookieOver('https');
    expect(cookie).toMatch(/^__Host-muster-ticket=/);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=120']) {
      expect(cookie).toContain(attribute);
    }
    expect(cookie).not.toContain('Domain');
  });

  it('over http has a name that browsers accept there', async () => {
    expect(await cookieOver('http')).toMatch(/^muster-ticket=.*HttpOnly/);
  });
});
