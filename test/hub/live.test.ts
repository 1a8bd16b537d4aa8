import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { channelOf, type LiveMessage, LiveMessageSchema } from '#contracts/hub-api/live.ts';
import { MINUTE } from './support/manual-time.ts';
import { addTestCampus, type TestCampus } from './support/test-campus.ts';
import { type Browser, signedInFaculty, startTestHub, type TestHub } from './support/test-hub.ts';

/** One end of a live socket, that remembers what it was told. */
class Watcher {
  readonly socket: WebSocket;
  readonly #told: LiveMessage[] = [];
  #wake: () => void = () => undefined;

  constructor(url: string, headers: Record<string, string>, query = '') {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live${query}`, { headers });
    this.socket.on('message', (data) => {
      this.#told.push(LiveMessageSchema.parse(JSON.parse(String(data))));
      this.#wake();
    });
  }

  /** The next `count` messages. */
  async next(count: number): Promise<LiveMessage[]> {
    while (this.#told.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#told.splice(0, count);
  }

  async opened(): Promise<void> {
    if (this.socket.readyState === WebSocket.OPEN) return;
    await new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  async closed(): Promise<number> {
    return await new Promise((resolve) => {
      this.socket.once('close', resolve);
    });
  }
}

describe('watching a class live', () => {
  let test: TestHub;
  let campus: TestCampus;
  let mara: Browser;
  const watchers: Watcher[] = [];

  beforeEach(async () => {
    test = await startTestHub();
    campus = addTestCampus(test.hub.parts);
    mara = await signedInFaculty(test.hub, campus.mara);
  });
  afterEach(async () => {
    for (const { socket } of watchers.splice(0)) socket.terminate();
    await test.stop();
  });

  const watch = (
    headers: Record<string, string> = {},
    query = `?channel=${channelOf(campus.friday.sessionId)}`,
  ) => {
    const watcher = new Watcher(
      test.hub.url,
      { cookie: mara.cookie, origin: test.hub.url, ...headers },
      query,
    );
    watchers.push(watcher);
    return watcher;
  };
  const open = async () =>
    await mara.post('/api/v1/sessions/live', { kind: 'scheduled', sessionId: campus.friday.sessionId });
  const mark = async (personId: string) =>
    await mara.post(`/api/v1/sessions/${campus.friday.sessionId}/attendance`, {
      marks: [{ personId, status: 'P', reason: 'seen-in-class', note: null }],
    });

  it('begins with how things stand', async () => {
    const told = await watch().next(2);
    expect(told).toMatchObject([
      { type: 'SESSION_STATUS', state: 'ARMED', openedAt: null },
      { type: 'STATS_UPDATE', stats: { enrolled: 3, here: 0 } },
    ]);
  });

  it('tells of the opening, of who came, and of the whole counts each time', async () => {
    const watcher = watch();
    await watcher.next(2);
    await open();
    expect(await watcher.next(1)).toMatchObject([{ type: 'SESSION_STATUS', state: 'OPEN' }]);
    await mark(campus.students.ana);
    const [checkIn, stats] = await watcher.next(2);
    expect(checkIn).toMatchObject({
      type: 'CHECK_IN',
      name: 'Ana Álvarez',
      studentNumber: 'S-1',
      status: 'P',
    });
    expect(stats).toMatchObject({ type: 'STATS_UPDATE', stats: { enrolled: 3, here: 1, notYet: 2 } });
  });

  it('counts revisions up, so that an older message is known for one', async () => {
    const watcher = watch();
    const [, before] = await watcher.next(2);
    await open();
    await mark(campus.students.ana);
    await mark(campus.students.ben);
    const told = await watcher.next(5);
    const revisions = [before, ...told].flatMap((one) =>
      one?.type === 'STATS_UPDATE' ? [one.stats.revision] : [],
    );
    expect(revisions).toHaveLength(3);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(new Set(revisions).size).toBe(3);
  });

  it('misses nothing by connecting again', async () => {
    const first = watch();
    await first.next(2);
    first.socket.terminate();
    await open();
    await mark(campus.students.ana);
    expect(await watch().next(2)).toMatchObject([
      { type: 'SESSION_STATUS', state: 'OPEN' },
      { type: 'STATS_UPDATE', stats: { here: 1 } },
    ]);
  });

  it('tells when the class closes by itself', async () => {
    await open();
    const watcher = watch();
    await watcher.next(2);
    test.time.pass(100 * MINUTE);
    expect(await watcher.next(1)).toMatchObject([{ type: 'SESSION_STATUS', state: 'CLOSED' }]);
  });

  it('tells nothing more after unsubscribing', async () => {
    const watcher = watch();
    await watcher.next(2);
    watcher.send({ type: 'unsubscribe', channel: channelOf(campus.friday.sessionId) });
    watcher.send({ type: 'subscribe', channel: channelOf('00000000-0000-7000-8000-000000000000') });
    // The refusal of the second request shows that the first one has been read.
    expect(await watcher.next(1)).toMatchObject([{ type: 'ERROR', error: { code: 'session-not-found' } }]);
    await open();
    watcher.send({ type: 'subscribe', channel: channelOf(campus.friday.sessionId) });
    expect(await watcher.next(2)).toMatchObject([
      { type: 'SESSION_STATUS', state: 'OPEN' },
      { type: 'STATS_UPDATE' },
    ]);
  });

  it('tells a teacher nothing of the classes of others', async () => {
    const otto = await signedInFaculty(test.hub, campus.otto, 'otto');
    const told = await watch({ cookie: otto.cookie }).next(1);
    expect(told).toMatchObject([{ type: 'ERROR', error: { code: 'forbidden' } }]);
  });

  it('opens no socket for whoever is not signed in, or for another site’s page', async () => {
    await expect(watch({ cookie: '' }).opened()).rejects.toThrow(/401/);
    await expect(watch({ origin: 'https://evil.example' }).opened()).rejects.toThrow(/403/);
  });

  it('ends with the hub, which does not wait for those who watch', async () => {
    const watcher = watch();
    await watcher.next(2);
    const closed = watcher.closed();
    await test.hub.close();
    expect(await closed).toBeGreaterThan(0);
    test = await startTestHub();
  });

  it('ends for whoever signs out', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const watcher = watch();
    await watcher.next(2);
    await mara.post('/api/v1/auth/sign-out');
    const closed = watcher.closed();
    vi.advanceTimersByTime(20_000);
    vi.useRealTimers();
    expect(await closed).toBe(4401);
  });

  it('hangs up on whoever talks nonsense', async () => {
    const watcher = watch();
    await watcher.opened();
    watcher.socket.send('{"type":"hello"');
    expect(await watcher.closed()).toBe(1008);
  });
});
