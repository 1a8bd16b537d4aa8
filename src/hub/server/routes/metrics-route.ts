import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiFailure } from '../api-failure.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import type { KioskListParts } from '../kiosks/kiosk-list.ts';
import { hubMetrics } from '../metrics/hub-metrics.ts';
import { metricsText } from '../metrics/metrics-text.ts';

/**
 * GET /metrics for a monitoring system, which shows the token that the hub was started with. It names rooms and kiosks, so without a token
 * there is no such page.
 */
export function addMetricsRoute(app: App, parts: HubParts, kiosks: KioskListParts): void {
  const { metricsToken } = parts.settings;
  if (metricsToken === undefined) return;
  app.get('/metrics', { config: { access: 'open' }, schema: { hide: true } }, async (request, reply) => {
    const shown = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!isSame(shown, metricsToken))
      throw new ApiFailure('not-signed-in', 'Show the hub’s --metrics-token.');
    reply.type('text/plain; version=0.0.4; charset=utf-8');
    return metricsText(hubMetrics(parts, kiosks));
  });
}

/** Tells nothing of how much of it is right by how long it takes. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
