import type { SessionCode } from '#contracts/hub-api/sessions.ts';
import { type EpochMs, HUB_ORIGIN } from '#domain/ids.ts';
import type { Register } from '#domain/register/register.ts';
import { roomCodeText } from '#domain/room-code/room-code-text.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { stepAt } from '#domain/room-code/step.ts';
import { typedCode, typedWindowAt } from '#domain/room-code/typed-code.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { secretsOf } from '../store/kiosk-store.ts';

/** The screen number of what the hub shows itself, as the room code tells it. */
const HUB_SCREEN = 1;

/** The code to project now for a session that the hub opened itself. One step at a time: keys and coming codes stay here. */
export function sessionCode(
  { db, clock, address, institutionId }: Pick<HubParts, 'db' | 'clock' | 'address' | 'institutionId'>,
  { standing }: Register,
): SessionCode {
  const opening = standing.openings.findLast(({ kiosk }) => kiosk === HUB_ORIGIN);
  if (standing.state !== 'OPEN' || opening === undefined) throw new ApiFailure('session-not-open');
  const [current] = secretsOf(db, HUB_ORIGIN);
  if (current === undefined) throw new Error('the hub has no secret for room codes');
  const { secret, stepMs } = current;
  const now = clock.now();
  const step = stepAt(now, stepMs);
  const { host, secure } = address();
  const place = { secret, tenant: institutionId, kiosk: HUB_ORIGIN, opening: opening.number };
  const token = makeRoomCode({ ...place, step, screen: HUB_SCREEN });
  return {
    text: roomCodeText({ scheme: secure ? 'https' : 'http', host, token }),
    typed: typedCode({ ...place, window10s: typedWindowAt(now) }),
    from: (step * stepMs) as EpochMs,
    until: ((step + 1) * stepMs) as EpochMs,
    now,
  };
}
