import { BindDeviceSchema, BoundDeviceSchema, DeviceChallengeSchema } from '#contracts/hub-api/devices.ts';
import { MeSchema } from '#contracts/hub-api/me.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { bindPhone, newChallenge } from './bind-device.ts';
import type { CheckInLimits } from './check-in-limits.ts';
import { ownPage } from './own-page.ts';
import { signingDevice } from './signed-request.ts';

/** First sign-in of a student's phone, and what it shows its owner. */
export function addDeviceRoutes(app: App, parts: HubParts, limits: CheckInLimits): void {
  const tags = ['student'];
  const config = { access: 'open' } as const;

  app.post(
    '/api/v1/devices/challenge',
    { config, bodyLimit: 1024, schema: { tags, response: { 200: DeviceChallengeSchema } } },
    async () => newChallenge(parts),
  );

  app.post(
    '/api/v1/devices',
    {
      config,
      bodyLimit: 4 * 1024,
      schema: { tags, body: BindDeviceSchema, response: { 200: BoundDeviceSchema } },
    },
    async (request) => bindPhone(parts, limits, request.body, request.ip),
  );

  app.get('/api/v1/me', { config, schema: { tags, response: { 200: MeSchema } } }, async (request) =>
    ownPage(parts, signingDevice(parts, limits, request)),
  );
}
