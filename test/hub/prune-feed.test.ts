import { describe, expect, it } from 'vitest';
import { pruneFeed } from '../../src/hub/server/directory/prune-feed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { HOUR } from './support/manual-time.ts';
import { openTestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';

const DAY = 24 * HOUR;

/** A kiosk that was told of five marks by hand in its class. */
function classWithMarks() {
  const test = openTestAssembly();
  const campus = addTestCampus(test.parts);
  const kiosk = new TestKiosk(test, campus.room);
  kiosk.push();
  kiosk.beat();
  const { sessionId } = campus.friday;
  const mark = () =>
    test.parts.ledger.append('mark-set', {
      ...{ sessionId, personId: campus.students.ana, status: 'L', reason: 'seen-in-class' },
      ...{ note: null, by: campus.mara, supersedes: null },
    });
  for (let count = 0; count < 5; count += 1) mark();
  const offered = (after = 0) => test.directory.feedAfter(kiosk.number, after, 100, 1_000_000);
  const prune = async () => await pruneFeed(test.parts.db, test.time.now);
  return { test, kiosk, mark, offered, prune };
}

describe('what kiosks are told of other ledgers', () => {
  it('is deleted at the hub after two weeks, when it is archived; the newest stays', async () => {
    const { test, kiosk, offered, prune } = classWithMarks();
    const head = test.directory.feedHead(kiosk.number);
    expect(offered().events).toHaveLength(5);
    expect(await prune()).toBe(0);
    await test.backups.run(temporaryFolder());
    test.time.pass(13 * DAY);
    expect(await prune()).toBe(0);
    test.time.pass(DAY);
    expect(await prune()).toBe(4);
    expect(test.directory.feedHead(kiosk.number)).toBe(head);
    // A kiosk that was away reads what is left, and is then as far as any.
    expect(offered(1)).toMatchObject({ position: head, events: [expect.anything()] });
    expect(offered(head)).toEqual({ events: [], position: head });
  });

  it('stays as long as it is in no backup', async () => {
    const { test, offered, prune } = classWithMarks();
    expect(offered().events).toHaveLength(5);
    await prune();
    test.time.pass(60 * DAY);
    expect(await prune()).toBe(0);
    expect(offered().events).toHaveLength(5);
  });

  it('keeps what is new, and its positions are never given again', async () => {
    const { test, kiosk, mark, offered, prune } = classWithMarks();
    await prune();
    const before = test.directory.feedHead(kiosk.number);
    test.time.pass(DAY);
    mark();
    await prune();
    const head = test.directory.feedHead(kiosk.number);
    await test.backups.run(temporaryFolder());
    test.time.pass(13 * DAY);
    // The first look was before anything was in the feed; the second knows of five.
    await prune();
    test.time.pass(DAY);
    expect(await prune()).toBe(5);
    expect(offered().events).toHaveLength(1);
    expect(head).toBeGreaterThan(before);
    expect(test.directory.feedHead(kiosk.number)).toBe(head);
  });
});
