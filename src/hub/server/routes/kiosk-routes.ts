import { z } from 'zod';
import { KioskReadersSchema } from '#contracts/hub-api/kiosk-readers.ts';
import {
  EnrolmentCodeSchema,
  EnrolRequestSchema,
  EnrolResponseSchema,
  KioskSchema,
  KiosksSchema,
  NewEnrolmentCodeSchema,
} from '#contracts/hub-api/kiosks.ts';
import type { KioskNumber } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { createEnrolmentCode, enrolKiosk, shutKioskOut } from '../kiosks/enrol-kiosk.ts';
import { type KioskListParts, kioskList } from '../kiosks/kiosk-list.ts';
import { kioskReaders } from '../kiosks/kiosk-readers.ts';

type Options = KioskListParts & {
  /** Ends the connection of a kiosk that may no longer have one, or tells it to look. */
  readonly wake: (kiosk: KioskNumber) => void;
};

// A code has 39 bits and lives ten minutes: this many tries a minute find nothing.
const FEW = { max: 20, timeWindow: 60_000 };

const KioskParams = z.strictObject({ number: z.coerce.number().int().min(1).max(0xffff) });

export function addKioskRoutes(app: App, parts: HubParts, options: Options): void {
  const tags = ['kiosks'];
  const config = { access: 'admin' } as const;

  app.get('/api/v1/kiosks', { config, schema: { tags, response: { 200: KiosksSchema } } }, async () => ({
    kiosks: kioskList(parts, options),
    now: parts.clock.now(),
  }));

  app.get(
    '/api/v1/kiosks/:number/readers',
    { config, schema: { tags, params: KioskParams, response: { 200: KioskReadersSchema } } },
    async (request) => kioskReaders(parts.db, request.params.number as KioskNumber, parts.clock.now()),
  );

  app.post(
    '/api/v1/kiosks/enrolment-codes',
    { config, schema: { tags, body: NewEnrolmentCodeSchema, response: { 200: EnrolmentCodeSchema } } },
    async (request) => createEnrolmentCode(parts, request.body),
  );

  app.post(
    '/api/v1/kiosks/enrol',
    {
      config: { access: 'open', rateLimit: FEW },
      schema: { tags, body: EnrolRequestSchema, response: { 200: EnrolResponseSchema } },
    },
    async (request) => enrolKiosk(parts, request.body),
  );

  app.post(
    '/api/v1/kiosks/:number/revoke',
    { config, schema: { tags, params: KioskParams, response: { 200: KioskSchema } } },
    async (request) => {
      const number = request.params.number as KioskNumber;
      shutKioskOut(parts, number);
      options.wake(number);
      const kiosk = kioskList(parts, options).find((one) => one.number === number);
      if (kiosk === undefined) throw new ApiFailure('kiosk-not-found');
      return kiosk;
    },
  );
}
