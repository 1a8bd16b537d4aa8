import { expect, test } from 'vitest';
import { isCamera } from '../../../src/kiosk/shell/is-camera.ts';

test.each([
  ['media', ['video'], true],
  ['media', ['audio'], false],
  ['media', ['video', 'audio'], false],
  ['media', ['unknown'], false],
  // Electron asks so for what it can't tell.
  ['media', [], false],
  ['geolocation', ['video'], false],
  ['display-capture', ['video'], false],
])('%s with %o is the camera alone: %s', (permission, kinds, is) => {
  expect(isCamera(permission, kinds)).toBe(is);
});
