import { TicketSchema } from '#contracts/hub-api/check-in.ts';
import { CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import type { EventId } from '#domain/ids.ts';
import { newId, Phone } from '../../hub/check-in/support/phone.ts';
import type { Student } from './chaos-campus.ts';

/** A student's phone that checks in once, and sends the same check-in until the hub has answered: the hub may die at any moment. */
export class StudentPhone {
  readonly #phone: Phone;
  readonly #checkInId = newId();

  private constructor(phone: Phone) {
    this.#phone = phone;
  }

  static async signIn(url: string, { number, signInCode }: Student): Promise<StudentPhone> {
    const time = {
      get now() {
        return Date.now();
      },
    };
    const phone = await Phone.new({ url, time });
    await phone.signIn(number, signInCode);
    return new StudentPhone(phone);
  }

  /** The check-in that the hub says it has; undefined: no answer, or the code had changed. */
  async tryCheckIn(code: string): Promise<EventId | undefined> {
    try {
      const ticket = TicketSchema.safeParse((await this.#phone.scan(code)).body);
      if (!ticket.success) return undefined;
      const body = await this.#phone.checkInBody(ticket.data, this.#checkInId);
      const answer = CheckInAnswerSchema.safeParse((await this.#phone.send(ticket.data, body)).body);
      return answer.success ? answer.data.checkInId : undefined;
    } catch {
      return undefined;
    }
  }
}
