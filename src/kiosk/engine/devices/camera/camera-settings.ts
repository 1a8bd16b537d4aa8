import { z } from 'zod';
import { namedReader } from '../reader-settings.ts';

/** The camera over the screen, which reads passes. The screen owns it: browsers give cameras to pages only. */
export const CameraSettingsSchema = z.strictObject({
  kind: z.literal('camera'),
  ...namedReader('Camera'),
  /** Part of the name of the camera to use, where there are several; else the browser's usual one. */
  device: z.string().min(1).max(100).optional(),
});
