import { randomBytes } from 'node:crypto';
import type { ApiError } from '#contracts/hub-api/api-error.ts';
import type { PageStart, Place, Ticket } from '#contracts/hub-api/check-in.ts';
import { type CheckInAnswer, CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import {
  bindingText,
  checkInText,
  DEVICE_HEADERS,
  keptCheckInText,
  requestText,
} from '#contracts/hub-api/device-signing.ts';
import { type BoundDevice, BoundDeviceSchema, type DeviceKey } from '#contracts/hub-api/devices.ts';
import { toBase64Url } from '#domain/encoding/base64url.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { DeviceId, EpochMs, EventId, PersonId } from '#domain/ids.ts';
import { issueSignInCode } from '../../../../src/hub/server/people/person-secrets.ts';
import { makeDeviceKeys, publicKeyOf, signText } from '../../../../src/student/check-in/device-signer.ts';
import type { CheckInHub } from './check-in-hub.ts';

export type Said = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** Where the hub is, and what time a phone takes it to be. */
export type Reach = { readonly url: string; readonly time: { readonly now: number } };

/** A student's phone: a browser with its cookies and its key, and the page's own signing. */
export class Phone {
  readonly #hub: Reach;
  readonly #cookies = new Map<string, string>();
  readonly keys: CryptoKeyPair;
  deviceId = '00000000-0000-7000-8000-000000000000' as DeviceId;

  private constructor(hub: Reach, keys: CryptoKeyPair) {
    this.#hub = hub;
    this.keys = keys;
  }

  /** Fresh from the shop, or with another phone's key, as when two people sign in on one. */
  static async new(hub: Reach, keys?: CryptoKeyPair): Promise<Phone> {
    return new Phone(hub, keys ?? (await makeDeviceKeys()));
  }

  static async of(
    hub: CheckInHub,
    student: { readonly id: PersonId; readonly number: string },
    keys?: CryptoKeyPair,
  ): Promise<Phone> {
    const phone = await Phone.new(hub, keys);
    const { code } = issueSignInCode(hub.parts, student.id, 60);
    await phone.signIn(student.number, code);
    return phone;
  }

  get hasTicket(): boolean {
    return this.#cookies.has('muster-ticket');
  }

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Said> {
    const cookie = this.cookieHeader;
    const answer = await fetch(`${this.#hub.url}${path}`, {
      method,
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(method === 'POST' ? { origin: this.#hub.url, 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    for (const set of answer.headers.getSetCookie()) this.#keep(set);
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Follows a room code as the phone's own camera does. */
  async open(code: string): Promise<Said & { readonly start: PageStart }> {
    const page = await this.call('GET', new URL(code).pathname);
    const content = /<meta name="muster-start" content="([^"]*)"/.exec(String(page.body))?.[1] ?? '';
    return { ...page, start: JSON.parse(content.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) };
  }

  /** The tap on the page that a code opened. */
  async tap(start: PageStart): Promise<Said> {
    return await this.call('POST', '/api/v1/check-in/ticket', {
      stamp: start.kind === 'offer' ? start.stamp : '?',
    });
  }

  async scan(code: string): Promise<Said> {
    return await this.call('POST', '/api/v1/check-in/scan', { text: code });
  }

  async checkInBody(ticket: Ticket, checkInId = newId()) {
    const place: Place = ticket.offer.place;
    const { deviceId } = this;
    const text = checkInText({ ticket: ticket.ticket, place, checkInId, deviceId });
    return { ticket: ticket.ticket, checkInId, deviceId, signature: await signText(this.keys, text) };
  }

  async send(ticket: Ticket, body: unknown): Promise<Said> {
    return await this.call('POST', `/api/v1/sessions/${ticket.offer.place}/attendance`, body);
  }

  /** The whole way, from the code to the hub's answer. */
  async checkIn(code: string): Promise<CheckInAnswer> {
    const ticket = (await this.scan(code)).body as Ticket;
    return CheckInAnswerSchema.parse((await this.send(ticket, await this.checkInBody(ticket))).body);
  }

  /** Sends what was scanned without a network. */
  async sendKept(code: string, scannedAt: number, checkInId = newId()): Promise<Said> {
    const kept = { code, scannedAt: scannedAt as EpochMs, checkInId, deviceId: this.deviceId };
    const signature = await signText(this.keys, keptCheckInText(kept));
    return await this.call('POST', '/api/v1/check-in/kept', { ...kept, signature });
  }

  async trySignIn(studentNumber: string, code: string, prover: CryptoKeyPair = this.keys): Promise<Said> {
    const { challenge } = (await this.call('POST', '/api/v1/devices/challenge')).body as {
      challenge: string;
    };
    const publicKey: DeviceKey = await publicKeyOf(this.keys);
    const signature = await signText(prover, bindingText({ challenge, studentNumber, publicKey }));
    return await this.call('POST', '/api/v1/devices', {
      studentNumber,
      code,
      publicKey,
      challenge,
      signature,
    });
  }

  async signIn(studentNumber: string, code: string): Promise<BoundDevice> {
    const bound = BoundDeviceSchema.parse((await this.trySignIn(studentNumber, code)).body);
    this.deviceId = bound.deviceId;
    return bound;
  }

  async signedHeaders(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    time: number = this.#hub.time.now,
  ): Promise<Record<string, string>> {
    const nonce = toBase64Url(randomBytes(16));
    const text = requestText({ deviceId: this.deviceId, method, path, time, nonce, body });
    return {
      [DEVICE_HEADERS.device]: this.deviceId,
      [DEVICE_HEADERS.time]: String(time),
      [DEVICE_HEADERS.nonce]: nonce,
      [DEVICE_HEADERS.signature]: await signText(this.keys, text),
    };
  }

  async me(): Promise<Said> {
    return await this.call(
      'GET',
      '/api/v1/me',
      undefined,
      await this.signedHeaders('GET', '/api/v1/me', null),
    );
  }

  async type(code: string): Promise<Said> {
    const path = '/api/v1/check-in/typed';
    return await this.call('POST', path, { code }, await this.signedHeaders('POST', path, { code }));
  }

  #keep(set: string): void {
    const [pair = ''] = set.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (/expires=thu, 01 jan 1970/i.test(set) || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

export function newId(): EventId {
  return uuidV7(Date.now(), randomBytes(10)) as EventId;
}

export function refusalOf({ status, body }: Said): { readonly status: number; readonly code: string } {
  return { status, code: (body as Partial<ApiError>).error?.code ?? 'none' };
}
