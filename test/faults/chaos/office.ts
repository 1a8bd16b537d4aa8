import {
  type People,
  PeopleSchema,
  type PersonDetail,
  PersonDetailSchema,
} from '#contracts/hub-api/people.ts';
import { type Register, RegisterSchema } from '#contracts/hub-api/sessions.ts';
import type { PersonId, SessionId } from '#domain/ids.ts';
import type { HandMark } from '#domain/register/mark-status.ts';

/** The administrator at the hub's API, who signs in once; the hub may be gone at any moment. */
export class Office {
  readonly #hubUrl: string;
  readonly #cookie: string;

  private constructor(hubUrl: string, cookie: string) {
    this.#hubUrl = hubUrl;
    this.#cookie = cookie;
  }

  static async signIn(hubUrl: string, password: string): Promise<Office> {
    const answer = await fetch(`${hubUrl}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: hubUrl },
      body: JSON.stringify({ username: 'admin', password }),
    });
    if (!answer.ok) throw new Error(`the administrator could not sign in: ${answer.status}`);
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    return new Office(hubUrl, cookies.join('; '));
  }

  /** Whether the hub said that it has the mark. */
  async mark(sessionId: SessionId, personId: PersonId, status: HandMark): Promise<boolean> {
    try {
      const answer = await fetch(`${this.#hubUrl}/api/v1/sessions/${sessionId}/attendance`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: this.#hubUrl, cookie: this.#cookie },
        body: JSON.stringify({ marks: [{ personId, status, reason: 'seen-in-class' }] }),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  /** The hub's answer to a new account: 200, or 4xx where there is one of that name. */
  async addAccount(username: string): Promise<number> {
    const answer = await fetch(`${this.#hubUrl}/api/v1/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#hubUrl, cookie: this.#cookie },
      body: JSON.stringify({ username, role: 'admin', personId: null, password: `${username} is long` }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** Where a finger of the person's is enough. */
  async fingersOf(personId: PersonId): Promise<PersonDetail['fingers']> {
    const answer = await fetch(`${this.#hubUrl}/api/v1/people/${personId}`, {
      headers: { cookie: this.#cookie },
    });
    return PersonDetailSchema.parse(await answer.json()).fingers;
  }

  /** Everybody who teaches. */
  async faculty(): Promise<People['people']> {
    const answer = await fetch(`${this.#hubUrl}/api/v1/people?role=faculty`, {
      headers: { cookie: this.#cookie },
    });
    return PeopleSchema.parse(await answer.json()).people;
  }

  /** The hub's answer to a PIN for a member of faculty. */
  async setPin(personId: PersonId, pin: string): Promise<number> {
    const answer = await fetch(`${this.#hubUrl}/api/v1/people/${personId}/pin`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', origin: this.#hubUrl, cookie: this.#cookie },
      body: JSON.stringify({ pin }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async register(sessionId: SessionId): Promise<Register> {
    const headers = { cookie: this.#cookie };
    const answer = await fetch(`${this.#hubUrl}/api/v1/sessions/${sessionId}/register`, { headers });
    return RegisterSchema.parse(await answer.json());
  }
}
