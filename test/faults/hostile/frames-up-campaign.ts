import { HelloSchema } from '#contracts/sync/hello.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import { headBytes } from '#domain/ledger/head.ts';
import type { Challenge, Hello, UpFrame } from '#domain/sync/frames.ts';
import { isSignedByKey } from '../../../src/hub/server/sync/signatures.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import type { AttackingKiosk } from './support/attacking-kiosk.ts';
import { HostileHub } from './support/hostile-hub.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

/** Expected of a hub that is told nonsense by somebody with a good key. */
const EXPECTED = /kiosk offered events this hub never said/;

/** Kiosk to hub: before and after the hello, good and spoiled, with and without a good signature under it. */
export const framesUpCampaign: Campaign = {
  name: 'hostile-frames-up',
  title: 'Hostile messages to the hub',
  unit: 'messages',
  perTest: 8_000,
  atGate: 80_000,
  chunk: 10_000,
  run: (from, count) => playCases({ name: 'hostile-frames-up', group: 1_000, open: openStage }, from, count),
};

async function openStage(): Promise<Stage> {
  const hub = new HostileHub();
  const kiosk = hub.kiosk('aaaaaaaaaaaaaaaa');
  const other = hub.kiosk('bbbbbbbbbbbbbbbb');
  const bystander = hub.kiosk('cccccccccccccccc');
  const theirs = await hub.live(other);
  theirs.say(JSON.stringify(other.push([other.event(0), other.event(1)])));
  await hub.settle();
  const ledgers = new Ledgers(hub, [kiosk, other]);
  return {
    async play(random) {
      if (random.chance(0.3)) await knock(hub, kiosk, random);
      else await speak(hub, kiosk, other, random);
      await hub.settle();
      hub.expectNoErrors(EXPECTED);
      ledgers.expectSigned();
    },
    async end() {
      // Whatever was said to it: the next one in line is served.
      const line = await hub.live(bystander);
      line.say(JSON.stringify(bystander.push([bystander.event(0)])));
      const isServed = () => line.heard.some(({ type, seq }) => type === 'ack' && seq === 1);
      await hub.settle(isServed);
      if (!isServed())
        throw new Error(`not served any more (${line.closedWith}): ${JSON.stringify(line.heard)}`);
    },
    close: () => hub.close(),
  };
}

/** Somebody at the door: nothing they say may be answered by more than a refusal, unless it is a good hello. */
async function knock(hub: HostileHub, kiosk: AttackingKiosk, random: Random): Promise<void> {
  const line = hub.connect();
  const challenge = line.heard[0] as unknown as Challenge;
  const good = kiosk.hello(challenge);
  let isUnsigned = false;
  const lie = valueOfSchema(HelloSchema, random) as Hello;
  switch (random.whole(0, 4)) {
    case 0:
      // The right key under claims that are made up.
      line.say(
        JSON.stringify(
          kiosk.hello(challenge, { head: lie.head, acked: lie.acked, feed: lie.feed, v: lie.v }),
        ),
      );
      break;
    case 1:
      line.say(JSON.stringify(lie));
      isUnsigned = true;
      break;
    case 2:
      line.say(JSON.stringify(valueOfSchema(UpSchema, random)));
      isUnsigned = true;
      break;
    case 3:
      line.say(JSON.stringify(spoiledValue(good, random)));
      break;
    default:
      line.say(spoiledText(JSON.stringify(good), random));
  }
  await hub.settle();
  if (isUnsigned) expectNotLetIn(line.heard);
  line.hangUp();
}

function expectNotLetIn(heard: readonly { readonly type: string }[]): void {
  if (heard.some(({ type }) => type === 'welcome')) throw new Error('let in without a signature');
}

/** A kiosk that was let in. */
async function speak(
  hub: HostileHub,
  kiosk: AttackingKiosk,
  other: AttackingKiosk,
  random: Random,
): Promise<void> {
  const line = await hub.live(kiosk);
  const frame = frameOf(kiosk, other, random);
  switch (random.whole(0, 3)) {
    case 0:
      line.say(JSON.stringify(frame));
      break;
    case 1:
      line.say(JSON.stringify(spoiledValue(frame, random)));
      break;
    case 2:
      line.say(spoiledText(JSON.stringify(frame), random));
      break;
    default:
      line.say(
        random.chance(0.1)
          ? Buffer.from(JSON.stringify(frame))
          : spoiledText(spoiledText(JSON.stringify(frame), random), random),
      );
  }
}

function frameOf(kiosk: AttackingKiosk, other: AttackingKiosk, random: Random): unknown {
  const made = valueOfSchema(UpSchema, random) as UpFrame;
  const { seq } = kiosk.head;
  const events = Array.from({ length: random.whole(1, 3) }, (_, index) => kiosk.event(seq + index));
  switch (random.whole(0, 6)) {
    case 0:
      return kiosk.push(events);
    case 1:
      // Right in everything but one field.
      return { ...kiosk.push(events), from: random.oneOf([1, seq, seq + 2, 2 ** 53 - 1]) };
    case 2:
      return kiosk.push(events, other.keyed);
    case 3:
      return { ...kiosk.push(events), epoch: other.epoch };
    case 4:
      return other.push([other.event(other.head.seq)]);
    default:
      return made;
  }
}

/** The hub holds what was signed by whoever it is from, and nothing else. */
class Ledgers {
  readonly #hub: HostileHub;
  readonly #kiosks: readonly AttackingKiosk[];
  #rows = 0;

  constructor(hub: HostileHub, kiosks: readonly AttackingKiosk[]) {
    this.#hub = hub;
    this.#kiosks = kiosks;
  }

  expectSigned(): void {
    const { sqlite } = this.#hub;
    const rows = sqlite.prepare('select max(rowid) from events').pluck().get() as number | null;
    if ((rows ?? 0) === this.#rows) return;
    this.#rows = rows ?? 0;
    const heads = sqlite
      .prepare('select kiosk, epoch, seq, hash, signature from ledger_heads where kiosk > 0')
      .all();
    for (const head of heads as Parameters<Ledgers['expectGood']>[0][]) this.expectGood(head);
    const held = sqlite.prepare('select count(*) from events where kiosk > 0').pluck().get();
    const named = sqlite
      .prepare('select coalesce(sum(seq), 0) from ledger_heads where kiosk > 0')
      .pluck()
      .get();
    if (held !== named)
      throw new Error(`${String(held)} events are held and ${String(named)} are signed for`);
  }

  expectGood(
    head: Omit<Parameters<typeof headBytes>[0], 'institutionId'> & { readonly signature: string },
  ): void {
    const owner = this.#kiosks.find(({ keyed }) => keyed.number === head.kiosk);
    const { institutionId } = this.#hub.assembly.parts;
    const bytes = headBytes({ ...head, institutionId });
    if (owner === undefined || !isSignedByKey(owner.keyed.publicKey, bytes, head.signature)) {
      throw new Error(`stored without a signature: ${JSON.stringify(head)}`);
    }
  }
}
