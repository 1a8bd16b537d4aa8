import type { Panel } from '#contracts/engine-link/panel/panel.ts';
import type { Common } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { takesTouches } from '#domain/punch/answer-presentation.ts';
import type { CameraReader } from '../devices/camera/camera-reader.ts';
import type { Sitting } from '../sessions/sitting.ts';

type Around = {
  readonly camera: CameraReader | undefined;
  readonly sittings: readonly Sitting[];
  readonly panel: Panel;
  readonly at: EpochMs;
};

/**
 * Whether the camera is to look: only while somebody could be recorded, so that it never watches an empty room or a break; and while
 * somebody looks after the readers, to see that it works.
 */
export function cameraView({ camera, sittings, panel, at }: Around): Common['camera'] {
  if (camera === undefined) return null;
  const isLookedAfter = panel.name === 'open' && panel.page?.name === 'devices';
  const on = isLookedAfter || sittings.some((sitting) => takesTouches(sitting, at));
  return { on, device: camera.device };
}
