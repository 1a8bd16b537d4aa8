import type { EpochMs } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';

/** What a kiosk's ledger says of its readers, in ledger order. The program tells each reader's state anew after each start. */
export type ReaderNews =
  | { readonly type: 'reader-changed'; readonly at: EpochMs; readonly body: EventBody<'reader-changed'> }
  | { readonly type: 'engine-started'; readonly at: EpochMs };

/** A time in which a reader could not be relied on: "absent from 09:02 to 09:07". */
export type ReaderGap = {
  readonly reader: string;
  readonly state: 'absent' | 'quiet';
  readonly from: EpochMs;
  /** Null: it lasts. */
  readonly to: EpochMs | null;
  /** Why, as it was told when the gap began. */
  readonly detail: string;
};

/** `startedAt`: the program was started, and the reader hasn't been heard of since. */
type Open = ReaderGap & { readonly to: null; readonly startedAt?: EpochMs };

/**
 * The gaps of all readers, in the order in which they began. A gap goes on while the program is not running or is started anew, until
 * the reader is ready or isn't one of the kiosk's any more.
 */
export function readerGaps(news: readonly ReaderNews[]): readonly ReaderGap[] {
  const closed: ReaderGap[] = [];
  let open: readonly Open[] = [];
  for (const each of news) {
    const next = each.type === 'engine-started' ? afterStart(open, each.at) : afterChange(open, each);
    closed.push(...next.closed);
    open = next.open;
  }
  const gone = open.map((gap) => (gap.startedAt === undefined ? gap : { ...gap, to: gap.startedAt }));
  return [...closed, ...gone]
    .map(({ reader, state, from, to, detail }) => ({ reader, state, from, to, detail }))
    .sort((a, b) => a.from - b.from);
}

type Next = { readonly open: readonly Open[]; readonly closed: readonly ReaderGap[] };

function afterStart(open: readonly Open[], at: EpochMs): Next {
  const unheard = open.filter(({ startedAt }) => startedAt !== undefined);
  return {
    open: open.filter(({ startedAt }) => startedAt === undefined).map((gap) => ({ ...gap, startedAt: at })),
    closed: unheard.map((gap) => ({ ...gap, to: gap.startedAt ?? at })),
  };
}

function afterChange(
  open: readonly Open[],
  { at, body }: Extract<ReaderNews, { type: 'reader-changed' }>,
): Next {
  const { reader, state, detail } = body;
  const before = open.find((gap) => gap.reader === reader);
  const others = open.filter((gap) => gap !== before);
  if (before !== undefined && before.state === state) {
    const { startedAt: _, ...heardOf } = before;
    return { open: [...others, heardOf], closed: [] };
  }
  const closed = before === undefined ? [] : [{ ...before, to: at }];
  if (state === 'ready' || state === 'removed') return { open: others, closed };
  return { open: [...others, { reader, state, from: at, to: null, detail }], closed };
}
