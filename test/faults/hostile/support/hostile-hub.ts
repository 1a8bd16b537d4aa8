import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Challenge } from '#domain/sync/frames.ts';
import { createLog } from '#platform/log.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { type Assembly, assembleParts } from '../../../../src/hub/server/assemble-parts.ts';
import { openHubKeys } from '../../../../src/hub/server/hub-keys.ts';
import { HubSettingsSchema } from '../../../../src/hub/server/settings.ts';
import { openHubDatabase } from '../../../../src/hub/server/store/open-hub-database.ts';
import { registerSync, type SyncServer } from '../../../../src/hub/server/sync/register-sync.ts';
import { ManualTime } from '../../../hub/support/manual-time.ts';
import { storeHere } from '../../../hub/support/store-here.ts';
import { addTestCampus, type TestCampus } from '../../../hub/support/test-campus.ts';
import { Line } from './a-line.ts';
import { AttackingKiosk, enrolled } from './attacking-kiosk.ts';

/** A message is read in one, stored in the next but one, and answered after another. */
const TURNS = 5;
const MOST_TURNS = 10_000;

type Handler = (socket: unknown, request: unknown) => void;

/** A whole hub on a real database, with a campus, and lines in place of its network. */
export class HostileHub {
  readonly assembly: Assembly;
  readonly sync: SyncServer;
  readonly campus: TestCampus;
  readonly time = new ManualTime();
  /** Whatever was logged as an error since it was last looked at. */
  readonly errors: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
  readonly #live = new Map<AttackingKiosk, Line>();
  #handler: Handler = () => undefined;

  constructor() {
    const keys = openHubKeys(this.#folder, randomBytes);
    const database = openHubDatabase(this.#folder);
    if (!keys.ok || !database.ok) throw new Error('the hub could not be opened');
    const log = createLog({ level: 'error', write: (line) => this.errors.push(line) });
    this.assembly = assembleParts({
      settings: { ...HubSettingsSchema.parse({}), data: this.#folder },
      db: database.value,
      keys: keys.value,
      clock: this.time.clock,
      log,
      address: () => ({ url: 'http://hub.test:8080', host: 'hub.test:8080', secure: false }),
    });
    this.campus = addTestCampus(this.assembly.parts);
    const { institutionId } = this.assembly.parts;
    const app = {
      get: (_path: string, _options: unknown, handler: Handler) => {
        this.#handler = handler;
      },
    };
    this.sync = registerSync(app as unknown as FastifyInstance, {
      events: this.assembly.events,
      store: storeHere(this.assembly.events),
      directory: this.assembly.directory,
      institutionId,
      hubKey: keys.value.signing,
      sealing: keys.value.sealing,
      now: this.time.clock.now,
      log,
    });
  }

  get sqlite(): SqliteDatabase {
    return this.assembly.parts.db.sqlite;
  }

  /** A kiosk that was enrolled by the book. */
  kiosk(epoch: string): AttackingKiosk {
    const { parts } = this.assembly;
    return new AttackingKiosk(parts, epoch, enrolled(parts, this.campus.room));
  }

  /** A line on which this kiosk was let in. */
  async live(kiosk: AttackingKiosk): Promise<Line> {
    const known = this.#live.get(kiosk);
    if (known?.isOpen) {
      known.heard.splice(0);
      return known;
    }
    const line = this.connect();
    line.say(JSON.stringify(kiosk.hello(line.heard[0] as unknown as Challenge)));
    await this.settle(() => line.heard.length > 1 || !line.isOpen);
    if (line.heard[1]?.type !== 'welcome') {
      throw new Error(`not let in (${line.closedWith} ${line.why}): ${JSON.stringify(line.heard)}`);
    }
    line.heard.splice(0);
    this.#live.set(kiosk, line);
    return line;
  }

  /** The hub speaks first: whoever wants to hear it says so before. */
  connect(prepare: (line: Line) => void = () => undefined): Line {
    const line = new Line();
    prepare(line);
    const [socket, raw] = line.ends;
    this.#handler(socket, { raw: { socket: raw } });
    return line;
  }

  /** Until it has dealt with what it was told, which takes it some turns; or until something is so. */
  async settle(isDone?: () => boolean): Promise<void> {
    const turns = isDone === undefined ? TURNS : MOST_TURNS;
    for (let turn = 0; turn < turns && isDone?.() !== true; turn++) await setImmediate();
  }

  /** Fails when something was logged as an error that isn't one of these. */
  expectNoErrors(but: RegExp = /^never$/): void {
    const unexpected = this.errors.splice(0).filter((line) => !but.test(line));
    if (unexpected[0] !== undefined) throw new Error(`logged: ${unexpected[0].slice(0, 1_500)}`);
  }

  async close(): Promise<void> {
    await this.sync.close();
    this.assembly.parts.db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
