import type { EpochMs } from '#domain/ids.ts';
import type { IngestOutcome } from '#domain/sync/ports.ts';
import { AnsweringThread } from '#platform/answering-thread.ts';
import type { Log } from '#platform/log.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import type { EventAlarm, ReceivedPush } from './event-store.ts';
import { storedIn } from './stored-columns.ts';
import type { WriterAnswer, WriterGiven, WriterQuestion } from './write-events.ts';

export type EventWriterParts = WriterGiven & {
  readonly now: () => EpochMs;
  readonly log: Log;
  /** Both are told after the commit. */
  readonly onStored: (stored: readonly StoredEvent[]) => void;
  readonly onAlarm: (alarm: EventAlarm) => void;
};

type Thread = AnsweringThread<WriterQuestion, WriterAnswer>;

/**
 * Stores what kiosks push, in a thread of its own: whoever waits for the disk there holds up no socket and no page here. Begun
 * at the first push. While a group is being stored, a write from here waits for it and for nothing more, because the next group
 * is only asked for when this thread has had its turn.
 */
export class EventWriter {
  readonly #parts: EventWriterParts;
  #thread: Thread | undefined;

  constructor(parts: EventWriterParts) {
    this.#parts = parts;
  }

  /** In one transaction. When it resolves all of it is on disk; when it rejects nothing is, or nobody knows. */
  async ingest(pushes: readonly ReceivedPush[]): Promise<readonly IngestOutcome[]> {
    const { now, onStored, onAlarm } = this.#parts;
    this.#thread ??= this.#begin();
    const { outcomes, stored, alarms } = await this.#thread.ask({ pushes: pushes.map(copied), now: now() });
    if (stored.at.length > 0) onStored(storedIn(stored, pushes));
    for (const alarm of alarms) onAlarm(alarm);
    return outcomes;
  }

  async close(): Promise<void> {
    await this.#thread?.end();
    this.#thread = undefined;
  }

  #begin(): Thread {
    const { path, institutionId, log } = this.#parts;
    const given: WriterGiven = { path, institutionId };
    const script = new URL('./event-writer-thread.ts', import.meta.url);
    const onLost = (error: Error) => {
      log.error('writing thread lost; the next push begins another', { error });
      if (this.#thread === thread) this.#thread = undefined;
    };
    const thread: Thread = new AnsweringThread(script, given, onLost);
    return thread;
  }
}

/** A key may be a view of a larger buffer, all of which would be copied with it. */
function copied({ publicKey, ...received }: ReceivedPush): ReceivedPush {
  return { ...received, publicKey: Uint8Array.from(publicKey) };
}
