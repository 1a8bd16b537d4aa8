import { type Register, RegisterSchema, SessionsSchema } from '#contracts/hub-api/sessions.ts';
import type { DemoFacts } from '#contracts/process-messages.ts';

/** A teacher at the hub's API, as the console speaks to it. */
export class TeacherAtHub {
  readonly #hubUrl: string;
  readonly #cookie: string;

  private constructor(hubUrl: string, cookie: string) {
    this.#hubUrl = hubUrl;
    this.#cookie = cookie;
  }

  static async signIn(hubUrl: string, teacher: DemoFacts['faculty'][number]): Promise<TeacherAtHub> {
    const response = await fetch(`${hubUrl}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: hubUrl },
      body: JSON.stringify({ username: teacher.username, password: teacher.password }),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    return new TeacherAtHub(
      hubUrl,
      response.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    );
  }

  /** The register of the class that is open now. */
  async openRegister(): Promise<Register> {
    const { sessions } = SessionsSchema.parse(await this.#get('/api/v1/sessions'));
    const open = sessions.find(({ state }) => state === 'OPEN');
    if (open === undefined)
      throw new Error(`no session is open: ${sessions.map(({ state }) => state).join(' ')}`);
    return RegisterSchema.parse(await this.#get(`/api/v1/sessions/${open.sessionId}/register`));
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(`${this.#hubUrl}${path}`, { headers: { cookie: this.#cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  }
}
