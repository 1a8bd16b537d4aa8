import { once } from 'node:events';
import { WebSocket } from 'ws';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import type { Challenge } from '#domain/sync/frames.ts';
import { addTestCampus, type TestCampus } from '../../../hub/support/test-campus.ts';
import { type Browser, signedInAdmin, startTestHub, type TestHub } from '../../../hub/support/test-hub.ts';
import { AttackingKiosk, enrolled } from './attacking-kiosk.ts';

type Frame = { readonly type: string; readonly [field: string]: unknown };

/** What is documented of one route, as far as it is needed to call it. */
export type Route = {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown> | undefined;
};

/** A hub as it is run, with a campus, on real sockets. */
export class ServedHub {
  readonly test: TestHub;
  readonly campus: TestCampus;
  readonly admin: Browser;
  readonly routes: readonly Route[];
  #linesSeen = 0;

  private constructor(test: TestHub, campus: TestCampus, admin: Browser, routes: readonly Route[]) {
    this.test = test;
    this.campus = campus;
    this.admin = admin;
    this.routes = routes;
  }

  static async open(): Promise<ServedHub> {
    const test = await startTestHub();
    const campus = addTestCampus(test.hub.parts);
    const admin = await signedInAdmin(test.hub);
    const { body } = await admin.get('/api/docs/json');
    return new ServedHub(test, campus, admin, routesIn(body));
  }

  get parts() {
    return this.test.hub.parts;
  }

  kiosk(epoch: string): AttackingKiosk {
    return new AttackingKiosk(this.parts, epoch, enrolled(this.parts, this.campus.room));
  }

  /** A socket on which this kiosk was let in, and what came over it since. */
  async live(kiosk: AttackingKiosk): Promise<{ readonly socket: WebSocket; readonly heard: Frame[] }> {
    const socket = new WebSocket(`${this.test.hub.url.replace('http', 'ws')}${SYNC_PATH}`);
    const heard: Frame[] = [];
    socket.on('message', (data) => heard.push(JSON.parse(String(data))));
    await once(socket, 'message');
    socket.send(JSON.stringify(kiosk.hello(heard[0] as unknown as Challenge)));
    await until(() => heard.length > 1 || socket.readyState === WebSocket.CLOSED);
    if (heard[1]?.type !== 'welcome') throw new Error(`not let in: ${JSON.stringify(heard)}`);
    return { socket, heard };
  }

  /** Everything that is kept, as one text: to see that nothing has changed. */
  snapshot(but: readonly string[] = []): string {
    const { sqlite } = this.parts.db;
    const tables = sqlite
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .pluck()
      .all() as string[];
    return tables
      .filter((name) => !but.includes(name))
      .map((name) => `${name} ${JSON.stringify(sqlite.prepare(`select * from "${name}"`).all())}`)
      .join('\n');
  }

  /** Fails when the hub met something nobody had foreseen. */
  expectNoErrors(): void {
    const errors = this.test.lines.slice(this.#linesSeen).filter((line) => line.includes('"level":"error"'));
    this.#linesSeen = this.test.lines.length;
    if (errors[0] !== undefined) throw new Error(`logged: ${errors[0].slice(0, 1_500)}`);
  }

  async close(): Promise<void> {
    await this.test.stop();
  }
}

/** Real sockets take their time, however long that is. */
export async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > giveUpAt) throw new Error('waited for in vain');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function routesIn(documentation: unknown): readonly Route[] {
  const { paths } = documentation as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => {
      const [content] = Object.values(requestBody?.content ?? {});
      return { method: method.toUpperCase(), path, body: content?.schema };
    }),
  );
}

type Operation = {
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Record<string, unknown> }> };
};
