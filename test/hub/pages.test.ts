import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, Browser, startTestHub, type TestHub } from './support/test-hub.ts';

describe('what every answer carries', () => {
  let test: TestHub;
  let browser: Browser;
  beforeAll(async () => {
    test = await startTestHub();
    browser = new Browser(test.hub);
  });
  afterAll(async () => await test.stop());

  const page = async (path: string): Promise<Answer> => await browser.get(path, { accept: 'text/html' });
  const policy = ({ headers }: Answer) => headers.get('content-security-policy') ?? '';

  it('is a policy that runs nothing inline, anywhere', async () => {
    for (const path of ['/', '/console/', '/console/sessions', '/api/v1/health', '/api/docs/', '/nowhere']) {
      const found = policy(await page(path));
      expect([path, found]).toEqual([path, expect.stringContaining("default-src 'none'")]);
      expect(found).not.toContain('unsafe-inline');
      expect(found).not.toContain("'unsafe-eval'");
      expect(found).toContain("frame-ancestors 'none'");
    }
  });

  it('lets only the student page run its decoder and use the camera', async () => {
    expect(policy(await page('/'))).toContain("'wasm-unsafe-eval'");
    expect((await page('/')).headers.get('permissions-policy')).toContain('camera=(self)');
    expect(policy(await page('/console/'))).not.toContain('wasm-unsafe-eval');
    expect((await page('/console/')).headers.get('permissions-policy')).toContain('camera=()');
  });

  it('gives away no address that was called, and nothing to caches that may hold names', async () => {
    const { headers } = await page('/api/v1/health');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('makes no promise about https where there is none', async () => {
    const { headers } = await page('/');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(policy(await page('/'))).not.toContain('upgrade-insecure-requests');
  });

  it('is a page for people and JSON for programs, at an address nobody knows', async () => {
    expect((await browser.get('/nowhere')).body).toMatchObject({ error: { code: 'not-found' } });
    const { headers } = await page('/console');
    expect(headers.get('location') ?? '/console/').toBe('/console/');
  });
});
