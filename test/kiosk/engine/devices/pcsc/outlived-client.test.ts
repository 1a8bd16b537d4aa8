import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnService, whyNoService } from './own-service.ts';

const WHY_NOT = whyNoService();

/** A kiosk's reader whose service dies; then all that can be collected is. Prints "survived". */
const PROGRAM = `
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_DEVICE_DEPS } from './src/kiosk/engine/devices/device-deps.ts';
import { PcscReader } from './src/kiosk/engine/devices/pcsc/pcsc-reader.ts';
const reader = new PcscReader({ kind: 'pcsc', id: 'a', name: 'a' }, SYSTEM_DEVICE_DEPS, () => import('pcsc-mini'));
let wasReady = false;
const lost = new Promise((resolve) => {
  reader.start({
    onCard: () => undefined,
    onState: (state) => {
      if (state === 'ready' && !wasReady) process.stdout.write('ready\\n');
      if (state === 'absent' && wasReady) resolve();
      wasReady ||= state === 'ready';
    },
  });
});
await lost;
for (let i = 0; i < 10; i += 1) { globalThis.gc(); await sleep(20); }
await reader.stop();
process.stdout.write('survived\\n');
`;

describe.skipIf(WHY_NOT !== undefined)('a smart-card service that dies', () => {
  let service: OwnService;

  beforeAll(async () => {
    service = await OwnService.prepare();
    await service.start();
  });

  afterAll(async () => {
    await service.end();
  });

  it('does not end the program with it, whenever memory is tidied up after that', async () => {
    const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--input-type=module-typescript'];
    const kiosk = spawn(process.execPath, [...args, '--eval', PROGRAM], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const note = (text: Buffer) => {
      said += text.toString();
      if (said === 'ready\n') void service.stop();
    };
    kiosk.stdout.on('data', note);
    kiosk.stderr.on('data', note);
    const code = await new Promise((resolve) => kiosk.once('exit', resolve));
    expect(said).toBe('ready\nsurvived\n');
    expect(code).toBe(0);
  });
});
