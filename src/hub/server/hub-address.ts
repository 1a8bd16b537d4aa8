import { networkInterfaces } from 'node:os';
import type { HubAddress } from './hub-parts.ts';
import type { HubSettings } from './settings.ts';

/** Where others find a hub that listens on this port: as it was told, else by this machine's address in its network. */
export function hubAddress(settings: HubSettings, port: number, secure: boolean): HubAddress {
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
