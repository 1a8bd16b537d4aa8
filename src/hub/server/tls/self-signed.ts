// The certificate library's container needs this before anything else of it is loaded.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import type { EpochMs } from '#domain/ids.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { networkAddresses } from '../hub-address.ts';
import type { HubSettings } from '../settings.ts';
import type { ServerCertificate } from './server-certificate.ts';

const DAY_MS = 86_400_000;
const AUTHORITY_LIFE_MS = 3_650 * DAY_MS;
/** Apple's devices take no server certificate that lives longer. */
const SERVER_LIFE_MS = 397 * DAY_MS;
/** Renewed this long before its end, at the next start. */
const RENEW_BEFORE_MS = 60 * DAY_MS;
/** Clocks of phones that run late must find it valid already. */
const BACKDATED_MS = DAY_MS;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

type Issued = {
  readonly certificate: x509.X509Certificate;
  readonly key: webcrypto.CryptoKey;
  readonly keyPem: string;
};

/**
 * A certificate from a small authority of this hub's own, kept in its data folder. The authority stays, so that people have
 * to trust it once; the server's certificate is made anew when it runs out or the machine gets another name or address.
 */
export async function selfSigned(settings: HubSettings, now: EpochMs): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);
  const folder = join(settings.data, 'hub', 'tls');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = namesOf(settings);
  const authority = await kept(
    folder,
    'authority',
    (found) => isCurrent(found, now),
    () => newAuthority(now),
  );
  const server = await kept(
    folder,
    'server',
    (found) =>
      isCurrent(found, now) && hasNames(found, names) && found.issuer === authority.certificate.subject,
    () => newServer(authority, names, now),
  );
  const authorityPem = authority.certificate.toString('pem');
  return {
    key: server.keyPem,
    chain: `${server.certificate.toString('pem')}\n${authorityPem}\n`,
    authority: `${authorityPem}\n`,
  };
}

async function kept(
  folder: string,
  name: string,
  isGood: (certificate: x509.X509Certificate) => boolean,
  make: () => Promise<Issued>,
): Promise<Issued> {
  const paths = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  if (existsSync(paths.certificate) && existsSync(paths.key)) {
    const certificate = new x509.X509Certificate(readFileSync(paths.certificate, 'utf8'));
    const keyPem = readFileSync(paths.key, 'utf8');
    if (isGood(certificate)) return { certificate, keyPem, key: await privateKeyFrom(keyPem) };
  }
  const made = await make();
  writeFileAtomically(paths.key, made.keyPem, 0o600);
  writeFileAtomically(paths.certificate, made.certificate.toString('pem'), 0o644);
  return made;
}

async function newAuthority(now: EpochMs): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Its own name, so that a phone that trusts two hubs can tell them apart.
    name: `CN=Muster authority of ${hostname()} ${serialNumber().slice(0, 6)}, O=Muster`,
    serialNumber: serialNumber(),
    ...validity(now, AUTHORITY_LIFE_MS),
    keys: keys as webcrypto.CryptoKeyPair,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create((keys as webcrypto.CryptoKeyPair).publicKey),
    ],
  });
  return issued(certificate, (keys as webcrypto.CryptoKeyPair).privateKey);
}

async function newServer(authority: Issued, names: readonly Name[], now: EpochMs): Promise<Issued> {
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${names[0]?.value ?? 'localhost'}`,
    issuer: authority.certificate.subject,
    serialNumber: serialNumber(),
    ...validity(now, SERVER_LIFE_MS),
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...names]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return issued(certificate, keys.privateKey);
}

type Name = { readonly type: 'dns' | 'ip'; readonly value: string };

/** Every name and address under which a browser may call for this machine. */
function namesOf({ publicUrl, host }: HubSettings): readonly Name[] {
  const own = hostname().toLowerCase();
  const hosts = [
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname]),
    'localhost',
    own,
    `${own.split('.')[0] ?? own}.local`,
    '127.0.0.1',
    '::1',
    ...(host === '0.0.0.0' || host === '::' ? [] : [host]),
    ...networkAddresses(),
  ];
  return [...new Set(hosts)].map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value }));
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function hasNames(certificate: x509.X509Certificate, wanted: readonly Name[]): boolean {
  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.toJSON() ?? [];
  return wanted.every(({ type, value }) => names.some((name) => name.type === type && name.value === value));
}

function isCurrent({ notBefore, notAfter }: x509.X509Certificate, now: EpochMs): boolean {
  return notBefore.getTime() <= now && notAfter.getTime() - RENEW_BEFORE_MS > now;
}

function validity(now: EpochMs, lifeMs: number) {
  return { notBefore: new Date(now - BACKDATED_MS), notAfter: new Date(now - BACKDATED_MS + lifeMs) };
}

/** Positive, and random as browsers ask for. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function issued(certificate: x509.X509Certificate, key: webcrypto.CryptoKey): Promise<Issued> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return { certificate, key, keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
}

async function privateKeyFrom(pem: string): Promise<webcrypto.CryptoKey> {
  const [pkcs8] = x509.PemConverter.decode(pem);
  if (pkcs8 === undefined) throw new Error('a key file holds no key');
  return await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']);
}
