import { expect, test } from 'vitest';
import type { CameraState } from '#contracts/engine-link/screen-command.ts';
import { CameraReader } from '../../../../../src/kiosk/engine/devices/camera/camera-reader.ts';
import { parseReadersConfig } from '../../../../../src/kiosk/engine/devices/reader-config.ts';

function started() {
  const told: string[] = [];
  const reader = new CameraReader({ id: 'eye', name: 'Camera', device: 'HD' });
  reader.start({
    onCard: () => {
      throw new Error('a camera reads no cards');
    },
    onState: (state, detail) => told.push(`${state}: ${detail}`),
  });
  const tell = (...states: CameraState[]) => {
    for (const state of states) reader.tell(state, 'HD Webcam');
  };
  return { told, reader, tell };
}

test('a camera that nobody has spoken of yet is ready: it is switched on when a class is open', () => {
  expect(started().told).toEqual(['ready: The camera is switched on while a class is open.']);
});

test('being switched on and off with every class is no news of it', () => {
  const { told, tell } = started();
  tell('off', 'looking', 'off', 'looking');
  expect(told).toHaveLength(1);
});

test('each trouble is told once, with what to do', () => {
  const { told, tell } = started();
  tell('missing', 'missing', 'refused', 'busy', 'failed', 'no-picture', 'looking');
  expect(told.slice(1)).toEqual([
    'absent: No camera is plugged in.',
    'absent: The browser does not let the screen use the camera. Allow it for this page.',
    'absent: Another program has the camera (HD Webcam). Close that program.',
    'absent: The camera could not be started (HD Webcam). Unplug it and plug it in again.',
    'quiet: No picture comes from the camera (HD Webcam). Unplug it and plug it in again.',
    'ready: Passes are read (HD Webcam).',
  ]);
});

test('counts the codes that were for it, and those that were not', () => {
  const { reader } = started();
  reader.count(true);
  reader.count(false);
  reader.count(false);
  expect(reader.counts()).toEqual({ stays: 1, seenOnce: 0, discarded: 2 });
});

test('a stopped reader tells nothing', async () => {
  const { told, reader, tell } = started();
  await reader.stop();
  tell('missing');
  expect(told).toHaveLength(1);
});

test('a kiosk has one camera at most', () => {
  const config = parseReadersConfig([{ kind: 'camera' }, { kind: 'camera', id: 'other' }]);
  expect(config).toEqual({ ok: false, error: 'there can be only one camera' });
  expect(parseReadersConfig([{ kind: 'camera', device: 'HD' }])).toMatchObject({
    ok: true,
    value: [{ id: 'camera-1', name: 'Camera', device: 'HD' }],
  });
});
