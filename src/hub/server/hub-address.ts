import { networkInterfaces } from 'node:os';
import type { HubAddress } from './hub-parts.ts';
import type { HubSettings } from './settings.ts';

/** A laptop's address changes as it moves between networks; asking the system takes a tenth of a millisecond. */
const REMEMBERED_MS = 10_000;

export type OwnAddress = {
  readonly current: () => HubAddress;
  /** The port that was free, once the hub listens on it. */
  readonly listensOn: (port: number) => void;
};

/** Where others find this hub: as it was told, else by this machine's address in its network. */
export function ownAddress(settings: HubSettings, secure: boolean, now: () => number): OwnAddress {
  let port = settings.hubPort;
  let known: { readonly address: HubAddress; readonly until: number } | undefined;
  return {
    current() {
      if (known === undefined || known.until <= now()) {
        known = { address: hubAddress(settings, port, secure), until: now() + REMEMBERED_MS };
      }
      return known.address;
    },
    listensOn(free) {
      port = free;
      known = undefined;
    },
  };
}

function hubAddress(settings: HubSettings, port: number, secure: boolean): HubAddress {
  const scheme = secure ? 'https' : 'http';
  const url = new URL(settings.publicUrl ?? `${scheme}://${ownHost(settings.host)}:${port}`);
  return { url: url.origin, host: url.host, secure: url.protocol === 'https:' };
}

/** Addresses of this machine that others may reach it by. */
export function networkAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

function ownHost(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
  return networkAddresses()[0] ?? 'localhost';
}
