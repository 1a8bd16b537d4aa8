import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { OpeningNumber, SessionId } from '#domain/ids.ts';
import { roomCodeText } from '#domain/room-code/room-code-text.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { STEP_MS, stepAt } from '#domain/room-code/step.ts';
import { typedCode, typedWindowAt } from '#domain/room-code/typed-code.ts';
import { addRoutes } from '../../../../src/hub/server/add-routes.ts';
import { type App, createApp } from '../../../../src/hub/server/http/create-app.ts';
import { secretsOf } from '../../../../src/hub/server/store/kiosk-store.ts';
import { openTestAssembly, type TestAssembly, TestKiosk } from '../../support/test-assembly.ts';
import { addTestCampus, type TestCampus } from '../../support/test-campus.ts';

/** A hub with every route on a real database, and a kiosk at the door of B-204 whose ledger a test pushes when it wants. */
export type CheckInHub = TestAssembly & {
  readonly app: App;
  readonly url: string;
  readonly campus: TestCampus;
  readonly kiosk: TestKiosk;
  /** What the kiosk's display shows now, or so many steps away. */
  readonly codeShown: (opening?: OpeningNumber, stepsAway?: number) => string;
  readonly digitsShown: (opening?: OpeningNumber) => string;
  /** The teacher opens the class; `pushes` false: the kiosk is offline and the hub doesn't hear of it. */
  readonly openClass: (options?: { readonly pushes?: boolean; readonly sessionId?: SessionId }) => void;
  /** As Fastify's own, so that a test can say from which address. */
  readonly inject: (options: InjectOptions) => Promise<LightMyRequestResponse>;
};

export const FIRST_OPENING = 1 as OpeningNumber;

export async function startCheckInHub(): Promise<CheckInHub> {
  const test = openTestAssembly();
  const campus = addTestCampus(test.parts);
  const kiosk = new TestKiosk(test, campus.room);
  kiosk.beat();
  kiosk.push();
  const app = await createApp(test.parts, undefined);
  const nobody = () => new Set<never>();
  await addRoutes(app, test, {
    ...{ wake: () => undefined, wakeAll: () => undefined, online: nobody, copied: nobody },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => await app.close());
  const { db, institutionId: tenant } = test.parts;
  const secret = secretsOf(db, kiosk.number)[0]?.secret ?? new Uint8Array();
  const place = (opening: OpeningNumber) => ({ secret, tenant, kiosk: kiosk.number, opening });
  return {
    ...test,
    ...{ app, url, campus, kiosk },
    codeShown: (opening = FIRST_OPENING, stepsAway = 0) => {
      const step = stepAt(test.time.now, STEP_MS) + stepsAway;
      const token = makeRoomCode({ ...place(opening), step, screen: 1 });
      return roomCodeText({ scheme: 'http', host: new URL(url).host, token });
    },
    digitsShown: (opening = FIRST_OPENING) =>
      typedCode({ ...place(opening), window10s: typedWindowAt(test.time.now) }),
    openClass: ({ pushes = true, sessionId = campus.friday.sessionId } = {}) => {
      const by = campus.mara;
      kiosk.append('opening-started', { sessionId, number: FIRST_OPENING, by, method: 'card', adHoc: null });
      if (pushes) kiosk.push();
    },
    inject: async (options) => await app.inject(options),
  };
}
