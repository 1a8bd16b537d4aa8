import { z } from 'zod';
import { ApiErrorSchema } from '#contracts/hub-api/api-error.ts';
import { type EnrolRequest, type EnrolResponse, EnrolResponseSchema } from '#contracts/hub-api/kiosks.ts';
import { err, ok, type Result } from '#domain/result.ts';

/** Why the hub did not take this machine in; `text` is for the person at the screen and says what to do. */
export type EnrolProblem = {
  readonly kind:
    | 'bad-address'
    | 'not-encrypted'
    | 'unreachable'
    | 'untrusted-certificate'
    | 'refused'
    | 'not-a-hub';
  readonly text: string;
};

// Longer than a hub that has just been started needs; a person is waiting.
const TIMEOUT_MS = 10_000;

/** A hub's answer has less than one thousand characters. Whatever else answers there may have no end. */
const LONGEST_ANSWER = 64 * 1024;

/** Asks the hub at `hubUrl` to make this machine a kiosk. */
export async function requestEnrolment(
  hubUrl: string,
  request: EnrolRequest,
): Promise<Result<EnrolResponse, EnrolProblem>> {
  const address = enrolAddress(hubUrl);
  if (!address.ok) return address;
  const answered = await post(address.value, request);
  if (!answered.ok) return answered;
  const { status, body } = answered.value;
  const accepted = EnrolResponseSchema.safeParse(body);
  if (status < 300 && accepted.success) return ok(accepted.data);
  const refused = ApiErrorSchema.safeParse(body);
  if (refused.success) return err({ kind: 'refused', text: refused.data.error.message });
  return err({
    kind: 'not-a-hub',
    text: `${address.value.host} answers, but not as a Muster hub. Check the address.`,
  });
}

/** The answer brings the keys of every card and PIN here, so it may cross no network in the clear. */
export function enrolAddress(hubUrl: string): Result<URL, EnrolProblem> {
  const withScheme = /^https?:\/\//i.test(hubUrl.trim()) ? hubUrl.trim() : `https://${hubUrl.trim()}`;
  if (!URL.canParse(withScheme)) {
    return err({
      kind: 'bad-address',
      text: 'This is not an address. It looks like https://attendance.example.edu.',
    });
  }
  const url = new URL('/api/v1/kiosks/enrol', withScheme);
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    return err({
      kind: 'not-encrypted',
      text: 'The keys of this kiosk would cross the network in the clear. Use the hub’s https:// address.',
    });
  }
  return ok(url);
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

type Answer = { readonly status: number; readonly body: unknown };

async function post(url: URL, request: EnrolRequest): Promise<Result<Answer, EnrolProblem>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return ok({ status: response.status, body: parseJson(await textOf(response)) });
  } catch (error) {
    return err(networkProblem(url, error));
  }
}

/** The answer's text, as far as it is worth reading. */
async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) break;
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Every code by which OpenSSL, through Node, says that it does not believe a certificate.
const CERTIFICATE_CODES = [
  /CERT/,
  /^ERR_TLS_/,
  /^UNABLE_TO_/,
  /^DEPTH_ZERO_/,
  /^SELF_SIGNED_/,
  /^HOSTNAME_MISMATCH$/,
];

const CausedSchema = z.object({ cause: z.object({ code: z.string() }) });

function networkProblem(url: URL, error: unknown): EnrolProblem {
  const caused = CausedSchema.safeParse(error);
  const code = caused.success ? caused.data.cause.code : '';
  if (CERTIFICATE_CODES.some((pattern) => pattern.test(code))) {
    return {
      kind: 'untrusted-certificate',
      text: `${url.host} can’t prove that it is your hub: this machine doesn’t trust its certificate (${code}). Install the hub’s certificate authority here (NODE_EXTRA_CA_CERTS names its file), then try again.`,
    };
  }
  return {
    kind: 'unreachable',
    text: `${url.host} can’t be reached${code === '' ? '' : ` (${code})`}. Check the address and the network, then try again.`,
  };
}
