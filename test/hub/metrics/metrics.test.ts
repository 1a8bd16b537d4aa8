import { describe, expect, it } from 'vitest';
import type { KioskNumber } from '#domain/ids.ts';
import { allReaderStates } from '../../../src/hub/server/kiosks/reader-states.ts';
import { hubMetrics } from '../../../src/hub/server/metrics/hub-metrics.ts';
import { metricsText } from '../../../src/hub/server/metrics/metrics-text.ts';
import { MINUTE } from '../support/manual-time.ts';
import { openTestRoom } from '../support/test-assembly.ts';
import { startTestHub } from '../support/test-hub.ts';

const TOKEN = 'a token of some length';

describe('What the hub says of the readers', () => {
  function openReaders() {
    const { test, kiosk } = openTestRoom();
    const told = (reader: string, state: 'ready' | 'absent' | 'quiet' | 'removed') =>
      kiosk.append('reader-changed', { reader, state, detail: '' });
    const states = () => {
      kiosk.push();
      return allReaderStates(test.parts.db).map(({ reader, state }) => `${reader} ${state}`);
    };
    return { test, kiosk, told, states };
  }

  it('is what their kiosk said last, of those it has', () => {
    const { test, kiosk, told, states } = openReaders();
    told('door', 'ready');
    told('desk', 'ready');
    test.time.pass(MINUTE);
    told('door', 'absent');
    expect(states()).toEqual(['desk ready', 'door absent']);
    test.time.pass(MINUTE);
    told('desk', 'removed');
    expect(states()).toEqual(['door absent']);
    test.time.pass(MINUTE);
    kiosk.append('engine-started', { app: 'test' });
    told('other', 'quiet');
    expect(states()).toEqual(['other quiet']);
  });

  it('names kiosk, room and reader, and nobody', () => {
    const { test, kiosk, told, states } = openReaders();
    told('door', 'absent');
    states();
    const nothing = { online: () => new Set<KioskNumber>(), copied: () => new Set<KioskNumber>() };
    const known = { contacts: { of: () => undefined }, epochs: { of: () => undefined }, ...nothing };
    const text = metricsText(hubMetrics(test.parts, known as never));
    expect(text).toContain('# TYPE muster_reader_state gauge\n');
    expect(text).toMatch(
      new RegExp(`^muster_reader_state\\{kiosk="${kiosk.number}",.*reader="door",state="absent"\\} 1$`, 'm'),
    );
    expect(text).toMatch(/^muster_reader_state\{.*reader="door",state="ready"\} 0$/m);
    expect(text).toMatch(/^muster_kiosk_online\{.*room="B-204"\} 0$/m);
    expect(text).not.toContain('Novak');
  });

  it('keeps a name with quotes from breaking a line', () => {
    const samples = [{ labels: { name: 'The "old"\nroom\\' }, value: 1 }];
    expect(metricsText([{ name: 'm', help: 'h', samples }])).toBe(
      '# HELP m h\n# TYPE m gauge\nm{name="The \\"old\\"\\nroom\\\\"} 1\n',
    );
  });
});

describe('GET /metrics', () => {
  it('answers whoever shows the token, and nobody else', async () => {
    const { hub, stop } = await startTestHub({ metricsToken: TOKEN });
    const ask = async (authorization?: string) =>
      await fetch(`${hub.url}/metrics`, authorization === undefined ? {} : { headers: { authorization } });
    expect((await ask()).status).toBe(401);
    expect((await ask('Bearer another token of some length')).status).toBe(401);
    const answer = await ask(`Bearer ${TOKEN}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(await answer.text()).toContain('muster_kiosk_online');
    await stop();
  });

  it('is not there without a token', async () => {
    const { hub, stop } = await startTestHub();
    expect((await fetch(`${hub.url}/metrics`)).status).toBe(404);
    await stop();
  });
});
