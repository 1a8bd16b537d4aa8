import { stat } from 'node:fs/promises';

/**
 * Tells the device that a path leads to from any other that takes its place. Undefined where nothing is there, or where ports
 * have no files (Windows).
 */
export async function deviceIdentity(path: string): Promise<string | undefined> {
  try {
    const { rdev, ino } = await stat(path);
    return `${rdev}:${ino}`;
  } catch {
    return undefined;
  }
}
