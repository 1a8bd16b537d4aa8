import { takeKeptPhonePictures } from '../../student/support/phone-pictures.ts';
import type { Camera } from '../camera.ts';

/** The student's phone, from the tap on a code to the answer. Its browsers are its own: each sees a film through its camera. */
export async function takePictures({ take }: Camera): Promise<void> {
  await takeKeptPhonePictures(take);
}
