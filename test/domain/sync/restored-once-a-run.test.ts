import { expect, test } from 'vitest';
import { type EpochMs, type InstitutionId, type KioskNumber, LAST_MS } from '#domain/ids.ts';
import type { FeedCursor, HubRun } from '#domain/sync/frames.ts';
import { HubSync } from '#domain/sync/hub-sync.ts';
import { HUB_TIMINGS } from '#domain/sync/timings.ts';
import { memoryHub } from '../../faults/sim/memory-hub.ts';
import { Random } from '../../faults/sim/random.ts';
import { TestKiosk } from './a-kiosk.ts';

const UNKNOWN_RUN = 'ffffffffffffffff' as HubRun;

/** A hub's program on a disk in memory. It believes every signature. */
class TestHub {
  readonly disk = memoryHub({
    random: new Random(3),
    newId: () => 'hub-1',
    publicKeyOf: () => Uint8Array.of(1),
    onContact: () => undefined,
  });
  readonly #kiosk = new TestKiosk();
  #sync = this.#started();
  #starts = 0;

  get generation() {
    return this.disk.port.directory.generation();
  }

  restart(): void {
    this.#sync = this.#started();
  }

  /** A kiosk dials, says how far it was told, and is answered: by the frames after the challenge, or by how the hub hangs up. */
  hello(kiosk: number, feed: FeedCursor): readonly string[] {
    const heard: string[] = [];
    const socket = {
      send: ({ type }: { type: string }) => heard.push(type),
      close: (why: string) => heard.push(why),
    };
    const connection = this.#sync.open(socket, 'b'.repeat(32));
    const { ledger } = this.#kiosk;
    const { seq, hash } = ledger.acked();
    this.#sync.handle(connection, {
      kind: 'frame',
      frame: {
        type: 'hello',
        v: [1, 1],
        kiosk: kiosk as KioskNumber,
        app: 'test',
        start: `${++this.#starts}`.padStart(16, '0'),
        epoch: ledger.epoch(),
        head: ledger.head(),
        acked: { seq, hash },
        feed,
        manifest: null,
        clock: { boot: '00112233445566aa', wall: 0 as EpochMs, mono: 0 },
        nonce: 'c'.repeat(32),
        signature: 'A'.repeat(86),
      },
    });
    return heard.slice(1);
  }

  #started(): HubSync {
    this.disk.start();
    return new HubSync({
      port: this.disk.port,
      self: {
        institutionId: '00000000-0000-4000-8000-000000000000' as InstitutionId,
        versions: [1, 1],
        keyId: 'a'.repeat(32),
        nextHubKey: null,
        seal: () => '0'.repeat(32),
        sign: () => 'S'.repeat(86),
        isSignedBy: () => true,
      },
      timings: HUB_TIMINGS,
      places: 1,
      moment: () => ({ mono: 0, now: 0 as EpochMs, fraction: () => 0.5 }),
      onForged: () => undefined,
      ingest: () => undefined,
    });
  }
}

test('whoever claims with each hello that the hub was put back has all kiosks give back everything once, not again and again', () => {
  const hub = new TestHub();
  const first = hub.generation;
  expect(hub.hello(7, { generation: first, run: UNKNOWN_RUN, position: 9 })).toEqual(['restored']);
  const second = hub.generation;
  expect(second).not.toBe(first);
  for (const run of [UNKNOWN_RUN, hub.disk.port.directory.run()]) {
    const claim = { generation: second, run, position: LAST_MS };
    expect(hub.hello(7, claim)).toEqual(['welcome', 'heartbeat']);
    expect(hub.hello(8, claim)).toEqual(['welcome', 'heartbeat']);
  }
  expect(hub.generation).toBe(second);
});

test('a hub that is put back a second time is found out again: its program has been started since', () => {
  const hub = new TestHub();
  hub.hello(7, { generation: hub.generation, run: UNKNOWN_RUN, position: 9 });
  const generation = hub.generation;
  const copy = hub.disk.snapshot();
  hub.restart();
  const toldLater = { generation, run: hub.disk.port.directory.run(), position: 1 };
  hub.disk.putBack(copy, false);
  hub.restart();
  expect(hub.hello(8, toldLater)).toEqual(['restored']);
  expect(hub.generation).not.toBe(generation);
});
