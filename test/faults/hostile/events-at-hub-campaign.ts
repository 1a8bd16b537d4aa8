import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import { DocumentSchema } from '#contracts/sync/documents.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { anyEnvelope } from './event-texts-campaign.ts';
import type { AttackingKiosk } from './support/attacking-kiosk.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { ServedHub, until } from './support/served-hub.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';

/** A kiosk whose key was stolen signs whatever it likes. All of it is kept, and whoever reads what follows from it is answered. */
export const eventsAtHubCampaign: Campaign = {
  name: 'hostile-events-at-hub',
  title: 'Hostile events under a good signature, and everything that is derived from them',
  unit: 'pushes',
  perTest: 400,
  atGate: 4_000,
  chunk: 1_000,
  run: (from, count) =>
    playCases({ name: 'hostile-events-at-hub', group: 200, open: openStage }, from, count),
};

/** How often everything is read that can be read of what came. */
const READ_EVERY = 20;

async function openStage(): Promise<Stage> {
  const hub = await ServedHub.open();
  const kiosk = hub.kiosk('dddddddddddddddd');
  const link = await hub.live(kiosk);
  return {
    async play(random, seed) {
      const { seq } = kiosk.head;
      const texts = Array.from({ length: random.whole(1, 3) }, (_, i) =>
        eventFor(hub, kiosk, seq + i, random),
      );
      link.heard.splice(0);
      link.socket.send(JSON.stringify(kiosk.push(texts)));
      await until(() => link.heard.some(({ type }) => type !== 'heartbeat') || link.socket.readyState > 1);
      const answer = link.heard.find(({ type }) => type !== 'heartbeat');
      if (answer?.type !== 'ack' || answer['seq'] !== seq + texts.length)
        throw new Error(`refused: ${JSON.stringify(link.heard)} to ${texts.join(' ').slice(0, 800)}`);
      hub.expectNoErrors();
      if (seed % READ_EVERY === 0) await readEverything(hub, kiosk);
    },
    end: () => readEverything(hub, kiosk),
    async close() {
      link.socket.terminate();
      await hub.close();
    },
  };
}

function eventFor(hub: ServedHub, kiosk: AttackingKiosk, seq: number, random: Random): string {
  const made = atHome(anyEnvelope(random), hub, random) as Envelope;
  const { id: _, ...more } = made;
  // An id of its own, or everything but the first would be a repetition.
  const own = {
    type: made.type,
    body: made.body,
    clock: random.chance(0.5) ? made.clock : hub.parts.clock.read(),
  };
  if (random.chance(0.7)) return kiosk.event(seq, own);
  const envelope = {
    ...more,
    id: kiosk.newId(),
    kiosk: kiosk.keyed.number,
    epoch: kiosk.epoch,
    seq: seq + 1,
  };
  const text = JSON.stringify(spoiledValue(envelope, random)) ?? '';
  const spoiled = random.chance(0.5) ? text : spoiledText(text, random);
  return spoiled.slice(0, 20_000) || 'x';
}

/** The same with ids that mean something here: an event about nobody is soon forgotten. */
function atHome(value: unknown, hub: ServedHub, random: Random, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => atHome(item, hub, random, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, atHome(part, hub, random, name)]),
    );
  }
  if (typeof value !== 'string' || !/^[0-9a-f]{8}-/.test(value) || random.chance(0.1)) return value;
  const { friday, room, section, students, mara } = hub.campus;
  if (key === 'sessionId') return friday.sessionId;
  if (key === 'roomId') return room;
  if (key === 'sectionId') return section;
  return key === 'personId' || key === 'by' || key === 'faculty'
    ? random.oneOf([...Object.values(students), mara])
    : value;
}

/** Whatever the console, phones and kiosks ask for. */
async function readEverything(hub: ServedHub, kiosk: AttackingKiosk): Promise<void> {
  const { friday, section, students, room } = hub.campus;
  const session = `/api/v1/sessions/${friday.sessionId}`;
  const paths = [
    ...['', '/register', '/register.csv', '/stats', '/code'].map((part) => session + part),
    ...[
      '/api/v1/sections',
      `/api/v1/sections/${section}`,
      `/api/v1/people/${students.ana}`,
      '/api/v1/kiosks',
    ],
    ...[
      '/api/v1/sessions?date=2026-11-20',
      `/api/v1/sessions?date=2026-11-20&room=${room}`,
      '/api/v1/health',
    ],
    ...['/api/v1/sessions?date=1970-01-01', '/api/v1/people'],
  ];
  for (const path of paths) {
    const { status, body } = await hub.admin.get(path);
    if (status >= 500 && !(path.endsWith('health') && status === 503))
      throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  }
  // Sealing and whatever else runs by itself.
  hub.test.time.pass(60_000);
  hub.expectNoErrors();
  expectDocuments(hub, kiosk);
}

/** What kiosks are told must be what they can read, or no kiosk learns anything new any more. */
function expectDocuments(hub: ServedHub, { keyed }: AttackingKiosk): void {
  const { directory } = hub.test.hub.keeping as unknown as {
    directory: {
      manifestFor(kiosk: number): { documents: readonly (readonly [string, string])[] };
      document(kiosk: number, id: string, hash: string): string | undefined;
    };
  };
  for (const [id, hash] of directory.manifestFor(keyed.number).documents) {
    const text = directory.document(keyed.number, id, hash) ?? '';
    const read = DocumentSchema.safeParse(JSON.parse(text) as DirectoryDocument);
    if (!read.success) throw new Error(`kiosks can't read ${id}: ${read.error.issues[0]?.path.join('.')}`);
  }
}
