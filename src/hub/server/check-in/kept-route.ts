import { KeptCheckInSchema } from '#contracts/hub-api/check-in.ts';
import { CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { answerCheckIn } from './answer-check-in.ts';
import type { ReceiptKey } from './receipt.ts';
import { takeKeptCheckIn } from './take-kept-check-in.ts';

/** For phones that had no network in class. */
export function addKeptRoute(app: App, parts: HubParts, key: ReceiptKey): void {
  app.post(
    '/api/v1/check-in/kept',
    {
      config: { access: 'open' },
      bodyLimit: 4 * 1024,
      schema: { tags: ['check-in'], body: KeptCheckInSchema, response: { 200: CheckInAnswerSchema } },
    },
    async (request) => {
      const row = takeKeptCheckIn(parts, request.body, request.ip);
      return await answerCheckIn(parts, key, row, request.body.checkInId);
    },
  );
}
