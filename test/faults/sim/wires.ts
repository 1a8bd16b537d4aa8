import type { DownFrame } from '#domain/sync/frames.ts';
import type { HubSync } from '#domain/sync/hub-sync.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import type { Link, Network } from './network.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';
import type { SimKiosk } from './sim-kiosk.ts';

/** The hub's machine as a connection finds it. */
export type HubEnd = {
  /** Null: it is down. */
  readonly sync: HubSync | null;
  /** Counts starts. */
  readonly life: number;
  readonly putBacks: number;
};

export type WiresParts = {
  readonly schedule: Schedule;
  readonly random: Random;
  readonly network: Network;
  readonly hub: () => HubEnd;
  readonly kioskOf: (link: Link) => SimKiosk | undefined;
  readonly tell: (kiosk: SimKiosk, input: KioskInput) => void;
};

/** Connections: how they begin, and how each end hears, or doesn't, that they have ended. */
export class Wires {
  readonly #parts: WiresParts;
  readonly #links = new Set<Link>();

  constructor(parts: WiresParts) {
    this.#parts = parts;
  }

  dial(kiosk: SimKiosk, connection: number): void {
    const { schedule, network, hub } = this.#parts;
    const { life, putBacks } = hub();
    const link: Link = {
      kiosk: kiosk.index,
      connection,
      kioskLife: kiosk.life,
      hubLife: life,
      putBacks,
      hubSession: null,
      kioskOpen: true,
      hubOpen: false,
      dead: false,
      up: { lastAt: 0, sent: 0, arrived: 0 },
      down: { lastAt: 0, sent: 0, arrived: 0 },
    };
    kiosk.link = link;
    schedule.after(network.latencyMs(), () => {
      if (kiosk.link !== link) return;
      // A partition swallows the call; a dead hub's machine refuses it.
      if (schedule.now < kiosk.partitionedUntil) return;
      const { sync } = hub();
      if (sync === null) this.#kioskHearsClose(link);
      else this.#hubTakes(link, sync);
    });
  }

  /** The kiosk hangs up. */
  kioskCloses(link: Link): void {
    const { schedule, network, kioskOf } = this.#parts;
    link.kioskOpen = false;
    const kiosk = kioskOf(link);
    if (kiosk?.link === link) kiosk.link = null;
    if (!link.dead) schedule.at(network.closesAt(link.up), () => this.#hubHearsClose(link));
  }

  /** Ends a kiosk's connection; which ends hear of it is chance, or nobody does. */
  cut(kiosk: SimKiosk, halfOpen: boolean): void {
    const { schedule, random, network } = this.#parts;
    const { link } = kiosk;
    if (link === null) return;
    link.dead = true;
    const toldKiosk = !halfOpen || random.chance(0.3);
    if (toldKiosk) schedule.after(network.latencyMs(), () => this.#kioskHearsClose(link));
    if (!halfOpen || !toldKiosk) schedule.after(network.latencyMs(), () => this.#hubHearsClose(link));
  }

  /** Sometimes the system says good-bye to the hub, sometimes the cable is simply dead. */
  kioskDied(link: Link): void {
    const { schedule, random, network } = this.#parts;
    link.kioskOpen = false;
    if (random.chance(0.5)) schedule.after(network.latencyMs(), () => this.#hubHearsClose(link));
  }

  hubDied(): void {
    const { schedule, random, network } = this.#parts;
    for (const link of this.#links) {
      link.hubOpen = false;
      if (random.chance(0.7)) schedule.after(network.latencyMs(), () => this.#kioskHearsClose(link));
    }
  }

  tickHub(): void {
    for (const { hubSession } of this.#links) {
      if (hubSession !== null) this.#parts.hub().sync?.handle(hubSession, { kind: 'tick', heard: false });
    }
  }

  #hubTakes(link: Link, sync: HubSync): void {
    const { schedule, network, random, hub } = this.#parts;
    const { life, putBacks } = hub();
    const taken: Link = Object.assign(link, { hubLife: life, putBacks, hubOpen: true });
    this.#links.add(taken);
    const socket = {
      send: (frame: DownFrame) => network.down(taken, frame),
      close: () => {
        taken.hubOpen = false;
        this.#links.delete(taken);
        schedule.at(network.closesAt(taken.down), () => this.#kioskHearsClose(taken));
      },
    };
    taken.hubSession = sync.open(socket, random.hex(32));
  }

  #hubHearsClose(link: Link): void {
    if (!link.hubOpen || link.hubSession === null) return;
    link.hubOpen = false;
    this.#links.delete(link);
    const { life, sync } = this.#parts.hub();
    if (link.hubLife === life) sync?.handle(link.hubSession, { kind: 'closed' });
  }

  #kioskHearsClose(link: Link): void {
    const kiosk = this.#parts.kioskOf(link);
    if (!link.kioskOpen || kiosk?.link !== link) return;
    link.kioskOpen = false;
    kiosk.link = null;
    this.#parts.tell(kiosk, { kind: 'closed', connection: link.connection, why: 'closed' });
  }
}
