import type { Common } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { takesTouches } from '#domain/punch/answer-presentation.ts';
import type { CameraReader } from '../devices/camera/camera-reader.ts';
import type { Sitting } from '../sessions/sitting.ts';

/** Whether the camera is to look: only while somebody could be recorded, so that it never watches an empty room or a break. */
export function cameraView(
  camera: CameraReader | undefined,
  sittings: readonly Sitting[],
  at: EpochMs,
): Common['camera'] {
  if (camera === undefined) return null;
  return { on: sittings.some((sitting) => takesTouches(sitting, at)), device: camera.device };
}
