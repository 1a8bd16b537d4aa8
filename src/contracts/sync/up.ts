import { z } from 'zod';
import { FetchFeedSchema } from './feed.ts';
import { KioskHeartbeatSchema } from './heartbeat.ts';
import { HelloSchema } from './hello.ts';
import { FetchDocumentsSchema, FetchManifestSchema } from './manifest.ts';
import { OfferSchema } from './offer.ts';
import { PushSchema } from './push.ts';

/** Everything a kiosk says to the hub. */
export const UpSchema = z.discriminatedUnion('type', [
  HelloSchema,
  PushSchema,
  KioskHeartbeatSchema,
  FetchManifestSchema,
  FetchDocumentsSchema,
  FetchFeedSchema,
  OfferSchema,
]);
