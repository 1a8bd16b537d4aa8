import { readFileSync } from 'node:fs';
import type { EpochMs } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { HubSettings } from '../settings.ts';

/** What an https server is started with, in PEM. */
export type ServerCertificate = {
  readonly key: string;
  /** The server's certificate, and those between it and its root. */
  readonly chain: string;
  /** Of the authority that people may choose to trust; absent where the certificate comes from elsewhere. */
  readonly authority: string | undefined;
};

/** The certificate the settings ask for; `undefined` for plain http. */
export async function serverCertificate(
  settings: HubSettings,
  now: EpochMs,
): Promise<Result<ServerCertificate | undefined, string>> {
  const { tls, tlsCert, tlsKey } = settings;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    return err('--tls-cert and --tls-key only go together.');
  if (tlsCert !== undefined && tlsKey !== undefined) return fromFiles(tlsCert, tlsKey);
  if (tls === 'none') return ok(undefined);
  // What makes certificates is a tenth of all that a hub loads, and nearly every hub is given one, or stands behind something that has one.
  const { selfSigned } = await import('./self-signed.ts');
  return ok(await selfSigned(settings, now));
}

function fromFiles(certPath: string, keyPath: string): Result<ServerCertificate, string> {
  try {
    const key = readFileSync(keyPath, 'utf8');
    return ok({ key, chain: readFileSync(certPath, 'utf8'), authority: undefined });
  } catch (error) {
    return err(`The certificate can't be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
