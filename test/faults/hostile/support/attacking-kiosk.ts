import { HelloSchema } from '#contracts/sync/hello.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EventId, Hash, Seq } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import type { Challenge, Hello, Push } from '#domain/sync/frames.ts';
import { helloBytes } from '#domain/sync/handshake.ts';
import { Random } from '../../sim/random.ts';
import type { Line } from './a-line.ts';
import { type HostileHub, type Keyed, signed } from './hostile-hub.ts';
import { valueOfSchema } from './value-of-schema.ts';

/** A kiosk with a good key, which says what it is told to say. */
export class AttackingKiosk {
  readonly keyed: Keyed;
  readonly epoch: Epoch;
  readonly #hub: HostileHub;
  #line: Line | undefined;
  #ids = 0;

  constructor(hub: HostileHub, epoch: string, keyed = hub.enrol()) {
    this.#hub = hub;
    this.keyed = keyed;
    this.epoch = epoch as Epoch;
  }

  /** The hub's head of its ledger. */
  get head(): { readonly seq: number; readonly hash: Hash } {
    return this.#hub.assembly.events.headOf(this.keyed.number, this.epoch) ?? { seq: 0, hash: GENESIS };
  }

  /** A connection on which it was let in. */
  async live(): Promise<Line> {
    if (this.#line?.isOpen) {
      this.#line.heard.splice(0);
      return this.#line;
    }
    const line = this.#hub.connect();
    line.say(JSON.stringify(this.hello(line.heard[0] as unknown as Challenge)));
    await this.#hub.settle(() => line.heard.length > 1 || !line.isOpen);
    if (line.heard[1]?.type !== 'welcome')
      throw new Error(`not let in (${line.closedWith} ${line.why}): ${JSON.stringify(line.heard)}`);
    line.heard.splice(0);
    this.#line = line;
    return line;
  }

  hello(challenge: Pick<Challenge, 'keyId' | 'nonce'>, more: Partial<Hello> = {}): Hello {
    const known = {
      v: [1, 1],
      kiosk: this.keyed.number,
      epoch: this.epoch,
      head: this.head,
      acked: { seq: 0, hash: GENESIS },
      manifest: null,
      nonce: 'c'.repeat(32),
    };
    // Fields that this test needs to know nothing of are made up from the schema.
    const made = valueOfSchema(HelloSchema, new Random(1)) as Hello;
    const feed = { ...Object.fromEntries(Object.keys(made.feed).map((key) => [key, null])), position: 0 };
    const said = { ...made, ...known, feed, ...more } as Hello;
    return { ...said, signature: signed(helloBytes(said, challenge), this.keyed) };
  }

  /** An event in the place after `seq`, with anything of it changed. */
  event(seq: number, more: Partial<Omit<Envelope, 'seq'>> = {}): string {
    return encodeEvent({
      kiosk: this.keyed.number,
      epoch: this.epoch,
      seq: (seq + 1) as Seq,
      id: this.newId(),
      type: 'engine-started',
      v: 1,
      clock: this.#hub.time.clock.read(),
      body: { app: 'test' },
      ...more,
    });
  }

  newId(): EventId {
    this.#ids += 1;
    const tail = Uint8Array.from(
      { length: 10 },
      (_, i) => (i < 4 ? this.#ids >>> (8 * i) : this.keyed.number) & 0xff,
    );
    return uuidV7(this.#hub.time.now, tail) as EventId;
  }

  /** These texts after the hub's head, chained and signed by the book. */
  push(events: readonly string[], key: Keyed = this.keyed): Push {
    const { seq: before, hash: start } = this.head;
    let hash = start;
    for (const [index, text] of events.entries())
      hash = eventHash(this.epoch, before + 1 + index, hash, text);
    const seq = before + events.length;
    const { institutionId } = this.#hub.assembly.parts;
    const bytes = headBytes({ institutionId, kiosk: this.keyed.number, epoch: this.epoch, seq, hash });
    return {
      type: 'push',
      epoch: this.epoch,
      from: before + 1,
      events,
      head: { seq, hash, signature: signed(bytes, key) },
      more: 0,
    };
  }
}
