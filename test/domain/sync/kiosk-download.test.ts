import { describe, expect, test } from 'vitest';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import type { Generation, SealedEvent } from '#domain/sync/frames.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import { GENERATION, heartbeat, kinds, RUN, sent, TestKiosk } from './a-kiosk.ts';

const NEXT_GENERATION = '00000000000000bb' as Generation;
const SEAL = '0'.repeat(32);

function hubEvent(seq: number): SealedEvent {
  const epoch = '1111111111111111' as Epoch;
  return {
    origin: 0 as KioskNumber,
    epoch,
    seq,
    hash: 'a'.repeat(64) as Hash,
    text: `text ${seq}`,
    seal: SEAL,
  };
}

function feedOf(position: number, generation = GENERATION) {
  return heartbeat({ feed: { generation, run: RUN, position } });
}

describe("the hub's events come down", () => {
  test('when a heartbeat says there are some; the cursor moves with the events, and only with them', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    kiosk.hears(heartbeat());
    expect(kiosk.ledger.feedCursor()).toEqual({ generation: GENERATION, run: RUN, position: 0 });
    expect(sent(kiosk.hears(feedOf(9)), 'fetch-feed')).toMatchObject([{ after: 0 }]);
    expect(sent(kiosk.hears(feedOf(9)), 'fetch-feed')).toEqual([]);

    const page = {
      type: 'feed',
      generation: GENERATION,
      run: RUN,
      after: 0,
      events: [hubEvent(1)],
      position: 5,
    } as const;
    expect(sent(kiosk.hears(page), 'fetch-feed')).toMatchObject([{ after: 5 }]);
    expect(kiosk.ledger.feedCursor()).toEqual({ generation: GENERATION, run: RUN, position: 5 });
    expect(kiosk.hears(page)).toEqual([]);
    expect(kiosk.ledger.hubEvents(0, 10, 1_000).events).toEqual([hubEvent(1)]);
  });

  test('a page that does not continue the cursor is not applied', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    kiosk.hears(feedOf(9));
    const page = {
      type: 'feed',
      generation: GENERATION,
      run: RUN,
      after: 3,
      events: [hubEvent(4)],
      position: 9,
    } as const;
    expect(kiosk.hears(page)).toEqual([]);
  });

  test('and are offered back to a hub that was put back, before its feed is read from the start', () => {
    const kiosk = new TestKiosk();
    const cursor = { generation: GENERATION, run: RUN, position: 8 };
    kiosk.ledger.appendHubEvents([hubEvent(1), hubEvent(2)], cursor);
    kiosk.connect(kiosk.point(1));
    const [offer] = sent(kiosk.hears(feedOf(1, NEXT_GENERATION)), 'offer');
    expect(offer).toEqual({
      type: 'offer',
      generation: NEXT_GENERATION,
      events: [hubEvent(1), hubEvent(2)],
      next: 2,
    });
    expect(kiosk.ledger.feedCursor()).toEqual(cursor);
    const stored = { type: 'offer-stored', generation: NEXT_GENERATION, position: 7 } as const;
    expect(kiosk.hears({ ...stored, next: 1 })).toEqual([]);

    const done = kiosk.hears({ ...stored, next: 2 });
    expect(sent(done, 'fetch-feed')).toMatchObject([{ generation: NEXT_GENERATION, after: 0 }]);
    expect(kiosk.ledger.feedCursor()).toEqual({ generation: NEXT_GENERATION, run: null, position: 0 });

    // The hub may lose all that again before it has come back in the feed: then nobody could tell.
    kiosk.take({ kind: 'closed', connection: 1, why: 'cut' });
    kiosk.mono += 60_000;
    kiosk.take({ kind: 'tick', heard: false });
    kiosk.greet(kiosk.point(1));
    expect(sent(kiosk.hears(feedOf(7, NEXT_GENERATION)), 'offer')).toHaveLength(1);
    kiosk.hears({ ...stored, next: 2 });
    const page = {
      type: 'feed',
      generation: NEXT_GENERATION,
      run: RUN,
      after: 0,
      events: [],
      position: 7,
    } as const;
    kiosk.hears(page);
    expect(kiosk.ledger.feedCursor()).toEqual({ generation: NEXT_GENERATION, run: RUN, position: 7 });
  });

  test('a hub that is put back while it is asked is asked anew', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    kiosk.hears(feedOf(9));
    kiosk.hears(feedOf(9));
    expect(sent(kiosk.hears(feedOf(2, NEXT_GENERATION)), 'fetch-feed')).toMatchObject([
      { generation: NEXT_GENERATION },
    ]);
  });
});

describe('the directory comes down', () => {
  const documents = new Map([
    ['place', 'The place.'],
    ['faculty', 'All of the faculty.'],
  ]);
  const manifest = manifestOf(
    3,
    [...documents].map(([id, text]) => [id, documentHash(text)] as const),
  );
  const told = heartbeat({ manifest: { rev: manifest.rev, digest: manifest.digest } });

  function partOf(id: string, from: number, to: number) {
    const text = documents.get(id) ?? '';
    return { id, hash: documentHash(text), from, text: text.slice(from, to), last: to >= text.length };
  }

  function asking(): TestKiosk {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    expect(sent(kiosk.hears(told), 'fetch-manifest')).toHaveLength(1);
    return kiosk;
  }

  test('in parts, and is applied once it is whole', () => {
    const kiosk = asking();
    const [fetch] = sent(kiosk.hears({ type: 'manifest', manifest }), 'fetch-documents');
    expect(fetch?.wants.map(({ id, from }) => [id, from])).toEqual([
      ['place', 0],
      ['faculty', 0],
    ]);
    const parts = [partOf('place', 0, 99), partOf('faculty', 0, 6)];
    const [more] = sent(kiosk.hears({ type: 'documents', parts }), 'fetch-documents');
    expect(more?.wants).toMatchObject([{ id: 'faculty', from: 6 }]);

    const effects = kiosk.hears({ type: 'documents', parts: [partOf('faculty', 6, 99)] });
    expect(effects).toEqual([{ kind: 'apply-documents', manifest, texts: documents }]);
  });

  test('goes on with a half document on the next link', () => {
    const kiosk = asking();
    kiosk.hears({ type: 'manifest', manifest });
    kiosk.hears({ type: 'documents', parts: [partOf('place', 0, 4)] });
    kiosk.take({ kind: 'stop' });
    kiosk.connect(kiosk.point(1));
    kiosk.hears(told);
    const [fetch] = sent(kiosk.hears({ type: 'manifest', manifest }), 'fetch-documents');
    expect(fetch?.wants).toMatchObject([
      { id: 'place', from: 4 },
      { id: 'faculty', from: 0 },
    ]);
  });

  test('a document whose bytes are not those of its hash is fetched again from the start', () => {
    const kiosk = asking();
    kiosk.hears({ type: 'manifest', manifest });
    const wrong = { ...partOf('place', 0, 99), text: 'The palace.' };
    const [fetch] = sent(kiosk.hears({ type: 'documents', parts: [wrong] }), 'fetch-documents');
    expect(fetch?.wants[0]).toMatchObject({ id: 'place', from: 0 });
  });

  test('a manifest that lies about its digest ends the link', () => {
    const kiosk = asking();
    const lie = { ...manifest, digest: 'f'.repeat(64) as Hash };
    expect(kinds(kiosk.hears({ type: 'manifest', manifest: lie }))).toEqual(['hang-up']);
  });

  test('that can not be applied is shown and left until the hub has another; the ledger goes up all the same', () => {
    const kiosk = asking();
    kiosk.hears({ type: 'manifest', manifest });
    kiosk.hears({ type: 'documents', parts: [partOf('place', 0, 99), partOf('faculty', 0, 99)] });
    const problem = { kind: 'not-a-document', text: 'place is not readable' } as const;
    kiosk.take({ kind: 'applied', mark: { rev: manifest.rev, digest: manifest.digest }, problem });
    expect(kiosk.state.directoryProblem).toEqual(problem);
    expect(sent(kiosk.hears(told), 'fetch-manifest')).toEqual([]);

    kiosk.append(1);
    expect(sent(kiosk.take({ kind: 'appended' }), 'push')).toHaveLength(1);
    const newer = heartbeat({ manifest: { rev: 4, digest: 'e'.repeat(64) as Hash } });
    expect(sent(kiosk.hears(newer), 'fetch-manifest')).toHaveLength(1);
  });
});
