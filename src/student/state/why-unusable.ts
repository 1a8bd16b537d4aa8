import { makeDeviceKeys } from '../check-in/device-signer.ts';
import type { PhoneStore } from '../check-in/phone-store.ts';
import type { Unusable } from './student-state.ts';

/** What this browser lacks to stand for somebody; `undefined` when it lacks nothing. */
export async function whyUnusable(store: PhoneStore | undefined): Promise<Unusable | undefined> {
  // Over http a page gets neither keys nor the camera.
  if (!window.isSecureContext || crypto.subtle === undefined) return 'insecure';
  if (store === undefined) return 'no-storage';
  if ((await store.keys()) !== undefined) return undefined;
  try {
    await makeDeviceKeys();
    return undefined;
  } catch {
    return 'no-keys';
  }
}
