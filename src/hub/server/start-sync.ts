import type { SyncServer } from './add-routes.ts';
import type { Assembly } from './assemble-parts.ts';
import type { App } from './http/create-app.ts';

/** The kiosks' end of the hub. */
export function startSync(_app: App, _assembly: Assembly): SyncServer & { readonly close: () => void } {
  return { wake: () => undefined, wakeAll: () => undefined, online: () => new Set(), close: () => undefined };
}
