import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../src/kiosk/engine/devices/device-deps.ts';
import { makeReader } from '../../src/kiosk/engine/devices/make-reader.ts';
import type { Reader } from '../../src/kiosk/engine/devices/reader.ts';
import { parseReadersConfig } from '../../src/kiosk/engine/devices/reader-config.ts';
import { HAS_SOCAT } from '../kiosk/engine/devices/support/has-socat.ts';
import { Heard } from '../kiosk/engine/devices/support/heard.ts';
import { until } from '../kiosk/engine/devices/support/until.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BIN = join(import.meta.dirname, '../../bin/muster.js');

/** Somebody without a reader starts a simulated one, copies the settings it prints, and touches it with a card. */
describe.skipIf(!HAS_SOCAT)('npx muster simulate', { timeout: 25_000 }, () => {
  const tools: ChildProcessWithoutNullStreams[] = [];
  const readers: Reader[] = [];
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    for (const tool of tools.splice(0)) if (tool.exitCode === null) tool.kill();
  });

  function simulate(...argv: string[]) {
    const tool = spawn(process.execPath, [BIN, 'simulate', ...argv]);
    tools.push(tool);
    let out = '';
    let note = '';
    tool.stdout.on('data', (text) => {
      out += String(text);
    });
    tool.stderr.on('data', (text) => {
      note += String(text);
    });
    return { tool, out: () => out, note: () => note };
  }

  /** The reader of the settings that the tool has printed. */
  async function readerOf(out: () => string) {
    await until(() => out().includes('quit'), 'it says what to do');
    const config = parseReadersConfig(`[${/\{.*\}/.exec(out())?.[0]}]`);
    if (!config.ok || config.value[0] === undefined) throw new Error('these are no settings');
    const reader = makeReader(config.value[0], SYSTEM_DEVICE_DEPS);
    const heard = new Heard();
    readers.push(reader);
    reader.start(heard);
    await until(() => heard.state === 'ready', 'the kiosk has its reader');
    const path = 'path' in config.value[0] ? config.value[0].path : undefined;
    return { heard, path: path ?? 'nowhere' };
  }

  it.each([
    ['rdm6300', '0013530444', 'em:00CE754C'],
    ['id-20la', '0013530444', 'em:00CE754C'],
    ['pn532', 'hf:04416D412B0289', 'hf:04416D412B0289'],
    ['twn4', 'hf:E00700001F8831FF', 'hf:E00700001F8831FF'],
  ])('%s is a reader that the kiosk reads from, and is gone when it ends', async (device, typed, card) => {
    const { tool, out } = simulate(device);
    const { heard, path } = await readerOf(out);
    tool.stdin.write(`${typed}\n`);
    await until(() => heard.reads.length > 0, 'the card is read');
    expect(heard.reads[0]?.card).toBe(card);
    tool.stdin.write('quit\n');
    await once(tool, 'exit');
    expect(tool.exitCode).toBe(0);
    await until(() => heard.state === 'absent', 'it has taken its port with it');
    expect(existsSync(path)).toBe(false);
  });

  it('may be plugged into a port that is there, with a cable to the kiosk’s', async () => {
    const folder = temporaryFolder();
    const [near, far] = [join(folder, 'near'), join(folder, 'far')];
    const cable = spawn('socat', [`PTY,link=${near},raw,echo=0`, `PTY,link=${far},raw,echo=0`]);
    tools.push(cable);
    await until(() => existsSync(near) && existsSync(far), 'the cable is there');
    const { tool, out } = simulate('twn4', '--port', far);
    const { heard } = await readerOf(() => out().replace(far, near).replace(far, near));
    tool.stdin.write('0013530444\n');
    await until(() => heard.reads.length > 0, 'the card is read');
    expect(heard.reads[0]?.card).toBe('em:00CE754C');
    // The cable stays, and nobody is at its other end.
    tool.stdin.write('unplug\n');
    await until(() => heard.state === 'quiet', 'nobody answers');
  });

  it('may be plugged into a port that is there, and says so when it can’t be', async () => {
    const { tool, note } = simulate('twn4', '--port', '/dev/null');
    await once(tool, 'exit');
    expect(tool.exitCode).toBe(3);
    expect(note()).toContain('/dev/null');
  });
});
