import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Lane, type Pace } from './lane.ts';
import type { Way } from './schedule.ts';

export type Conditions = Pace & {
  /** What becomes of whoever dials: `silent` is taken by something that never answers, as behind a dead router. */
  readonly dialling: 'through' | 'silent' | 'refused';
};

const GOOD: Conditions = { latencyMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY, dialling: 'through' };

type Connection = {
  readonly near: Socket;
  /** None: nobody was dialled. */
  readonly far: Socket | undefined;
  readonly up: Lane;
  readonly down: Lane;
};

/** The network between one kiosk and the hub: forwards every connection, as badly as it is told to. */
export class BadLine {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #targetPort: number;
  #conditions = GOOD;

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((socket) => this.#take(socket));
  }

  static async open(targetPort: number): Promise<BadLine> {
    const line = new BadLine(targetPort);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** For what is dialled and sent from now on. */
  set(conditions: Partial<Conditions>): void {
    this.#conditions = { ...this.#conditions, ...conditions };
  }

  /** What is dialled from now on is good; a connection that swallows stays as it is until its ends give it up. */
  heal(): void {
    this.#conditions = GOOD;
  }

  /** Ends what is there. Tells how many connections that were. */
  cut(how: 'close' | 'reset'): number {
    const cut = [...this.#connections];
    for (const { near, far } of cut) {
      endBy(near, how);
      if (far !== undefined) endBy(far, how);
    }
    return cut.length;
  }

  /** What is there carries nothing more in this direction, and neither end hears of it. */
  swallow(way: Way | 'both'): number {
    for (const { up, down } of this.#connections) {
      if (way !== 'down') up.goDumb();
      if (way !== 'up') down.goDumb();
    }
    return this.#connections.size;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut('reset');
    await closed;
  }

  #take(near: Socket): void {
    const { dialling } = this.#conditions;
    if (dialling === 'refused') {
      near.resetAndDestroy();
      return;
    }
    const isDumb = dialling === 'silent';
    const far = isDumb ? undefined : connect(this.#targetPort, '127.0.0.1');
    const pace = () => this.#conditions;
    const connection = { near, far, up: new Lane(pace, isDumb), down: new Lane(pace, isDumb) };
    this.#connections.add(connection);
    this.#watch(connection, near, far, connection.up);
    if (far !== undefined) this.#watch(connection, far, near, connection.down);
  }

  /** Carries what one end says to the other, and its end too, unless the line has gone dumb in that direction. */
  #watch(connection: Connection, one: Socket, other: Socket | undefined, lane: Lane): void {
    one.setNoDelay(true);
    if (other === undefined) one.resume();
    else lane.carry(one, other);
    one.on('error', () => one.destroy());
    one.on('close', (hadError) => {
      if (other === undefined || other.destroyed) this.#connections.delete(connection);
      else lane.after(0, () => endBy(other, hadError ? 'reset' : 'close'));
    });
  }
}

function endBy(socket: Socket, how: 'close' | 'reset'): void {
  if (how === 'reset') socket.resetAndDestroy();
  else socket.end();
}
