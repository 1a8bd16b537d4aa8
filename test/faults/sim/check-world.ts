import { checkRegisters } from './check-registers.ts';
import type { SimKiosk } from './sim-kiosk.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** Why the world is not in order yet, or `undefined` when everyone has everything. */
export function unsettled(world: World): string | undefined {
  if (!world.isHubUp) return 'the hub is down';
  for (const kiosk of world.kiosks) {
    const why = unsettledKiosk(world, kiosk);
    if (why !== undefined) return `kiosk ${kiosk.number}${kiosk.isClone ? ' (copy)' : ''}: ${why}`;
  }
  return undefined;
}

/** Only once it has heard a kiosk does the hub know what that one lacks; the second answer says so. */
function isHeard({ sync }: SimKiosk): boolean {
  const link = sync?.state.link;
  return link?.name === 'live' && link.clock.samples.length >= 2;
}

/** Another machine has its identity and is in use: it says so, keeps what it records, and waits. */
export function isKeptOut({ sync }: SimKiosk): boolean {
  const link = sync?.state.link;
  return link?.name === 'refused' && link.reason === 'copied';
}

function unsettledKiosk({ hub }: World, kiosk: SimKiosk): string | undefined {
  if (kiosk.isSwitchedOff || isKeptOut(kiosk)) return undefined;
  if (!isHeard(kiosk)) return 'not in touch';
  const { number, disk, port } = kiosk;
  const { ledger } = port;
  const head = ledger.head();
  const held = hub.headOf(number, ledger.epoch());
  if (held?.seq !== head.seq || held.hash !== head.hash) return `head ${head.seq}, the hub has ${held?.seq}`;
  if (ledger.acked().seq !== head.seq) return `${head.seq - ledger.acked().seq} not acknowledged`;
  const { rev, digest } = hub.port.directory.manifestFor(number);
  const mark = port.directory.mark() ?? { rev: 0, digest };
  if (rev !== mark.rev || mark.digest !== digest) return `directory ${mark.rev}, not ${rev}`;
  const cursor = ledger.feedCursor();
  if (cursor.generation !== hub.port.directory.generation()) return 'another generation';
  const feedHead = hub.port.directory.feedHead(number);
  if (cursor.position !== feedHead) return `feed ${cursor.position} of ${feedHead}`;
  return disk.documents().size === hub.documents(number).length ? undefined : 'documents differ in number';
}

/** The promises, checked one by one once everything has settled. */
export function checkPromises(world: World): void {
  checkHub(world);
  for (const kiosk of world.kiosks) {
    checkForeign(world, kiosk);
    if (kiosk.isSwitchedOff) continue;
    checkFeed(world, kiosk);
    checkDocuments(world, kiosk);
  }
  if (world.sayings !== null) checkRegisters(world, world.sayings.all);
}

function checkHub({ hub, record }: World): void {
  const here = new Set<string>();
  const names = new Set<string>();
  for (const row of hub.rows()) {
    const name = `${row.origin}/${row.epoch}/${row.seq}`;
    if (names.has(name)) throw new Violation(`${name} is at the hub twice`);
    names.add(name);
    if (!record.texts.has(row.text)) throw new Violation(`nobody ever recorded ${row.text}`);
    here.add(row.id);
  }
  for (const [id, { origin }] of record.recorded) {
    if (!here.has(id) && !record.destroyed.has(id))
      throw new Violation(`${id} of ${origin} never reached the hub`);
  }
}

function checkForeign({ record }: World, { number, disk }: SimKiosk): void {
  const names = new Set<string>();
  for (const { origin, epoch, seq, hash, text } of disk.foreign()) {
    const name = `${origin}/${epoch}/${seq}/${hash}`;
    if (names.has(name)) throw new Violation(`kiosk ${number} has ${name} twice`);
    names.add(name);
    if (!record.texts.has(text))
      throw new Violation(`kiosk ${number} was told ${text}, which nobody recorded`);
  }
}

function checkFeed({ hub, record }: World, { number, disk }: SimKiosk): void {
  const foreign = [...disk.foreign()];
  // By hash too: a place that was given out twice has two events.
  const names = new Set(foreign.map(({ origin, epoch, seq, hash }) => `${origin}/${epoch}/${seq}/${hash}`));
  const ids = new Set(foreign.map(({ text }) => disk.idOf(text)));
  for (const { origin, epoch, seq, hash } of hub.meantFor(number)) {
    if (!names.has(`${origin}/${epoch}/${seq}/${hash}`)) {
      throw new Violation(`kiosk ${number} lacks ${origin}/${epoch}/${seq}, which is meant for it`);
    }
  }
  for (const [id, { targets }] of record.recorded) {
    if (targets.includes(number) && !ids.has(id) && !record.destroyed.has(id)) {
      throw new Violation(`kiosk ${number} was never told ${id}`);
    }
  }
}

function checkDocuments({ hub }: World, { number, disk }: SimKiosk): void {
  const hashes = disk.documents();
  for (const [id, hash] of hub.documents(number)) {
    if (hashes.get(id) !== hash) throw new Violation(`kiosk ${number}: wrong ${id}`);
  }
}
