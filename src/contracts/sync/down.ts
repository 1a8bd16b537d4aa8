import { z } from 'zod';
import { ChallengeSchema } from './challenge.ts';
import { FeedSchema } from './feed.ts';
import { HubHeartbeatSchema } from './heartbeat.ts';
import { DocumentsSchema, ManifestFrameSchema } from './manifest.ts';
import { OfferStoredSchema } from './offer.ts';
import { AckSchema, ForkSchema, GapSchema, WaitSchema } from './push.ts';
import { RefuseSchema } from './refuse.ts';
import { WelcomeSchema } from './welcome.ts';

/** Everything the hub says to a kiosk. */
export const DownSchema = z.discriminatedUnion('type', [
  ChallengeSchema,
  WelcomeSchema,
  RefuseSchema,
  AckSchema,
  WaitSchema,
  GapSchema,
  ForkSchema,
  ManifestFrameSchema,
  DocumentsSchema,
  FeedSchema,
  OfferStoredSchema,
  HubHeartbeatSchema,
]);
