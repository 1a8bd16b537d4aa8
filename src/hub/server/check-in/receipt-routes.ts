import { z } from 'zod';
import {
  PresentedReceiptsSchema,
  PresentReceiptsSchema,
  type VerifiedReceipt,
  VerifiedReceiptSchema,
  VerifyReceiptSchema,
} from '#contracts/hub-api/check-in-answer.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { takeBack } from './append-check-in.ts';
import { checkInById } from './phone-check-in-store.ts';
import { type ReceiptKey, readReceipt } from './receipt.ts';

const JwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** How anybody can check a receipt: by asking, or with the hub's public key. */
export function addReceiptRoutes(app: App, parts: HubParts, key: ReceiptKey): void {
  const tags = ['receipts'];
  const config = { access: 'open' } as const;

  app.get(
    '/.well-known/jwks.json',
    { config, schema: { tags, response: { 200: JwksSchema } } },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=3600');
      return { keys: [{ ...key.publicJwk }] };
    },
  );

  app.post(
    '/api/v1/receipts/verify',
    {
      config,
      bodyLimit: 16 * 1024,
      schema: { tags, body: VerifyReceiptSchema, response: { 200: VerifiedReceiptSchema } },
    },
    async (request): Promise<VerifiedReceipt> => {
      const content = await readReceipt(key, request.body.receipt);
      if (content === undefined) return { valid: false, reason: 'This hub did not sign that receipt.' };
      const { code, jti: checkInId, checkIn } = content;
      const known = checkInById(parts.db, checkInId) !== undefined;
      return { valid: true, code, checkInId, at: checkIn.scannedAt, known };
    },
  );

  app.post(
    '/api/v1/receipts',
    {
      config,
      bodyLimit: 256 * 1024,
      schema: { tags, body: PresentReceiptsSchema, response: { 200: PresentedReceiptsSchema } },
    },
    async (request) => {
      const contents = await Promise.all(request.body.receipts.map((receipt) => readReceipt(key, receipt)));
      const own = contents.filter((content) => content !== undefined);
      const takenBack = own.filter(({ checkIn }) => takeBack(parts, checkIn)).length;
      return { valid: own.length, takenBack };
    },
  );
}
