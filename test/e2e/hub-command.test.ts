import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { HubReadySchema } from '#contracts/process-messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const INDEX = join(import.meta.dirname, '../../src/hub/server/index.ts');

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

class HubProcess {
  readonly child: ChildProcess;
  #out = '';
  #err = '';

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [INDEX, ...args], {
      env: { PATH: process.env['PATH'] ?? '', MUSTER_LOG: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.stdout?.on('data', (part) => {
      this.#out += String(part);
    });
    this.child.stderr?.on('data', (part) => {
      this.#err += String(part);
    });
  }

  async ready(): Promise<{ url: string }> {
    return await new Promise((resolve, reject) => {
      this.child.once('message', (message) => resolve(HubReadySchema.parse(message)));
      this.child.once('exit', () => reject(new Error(`the hub ended: ${this.#err}`)));
    });
  }

  async ended(): Promise<Ended> {
    // Not 'close': Node never tells that one once the channel between the two was cut.
    if (this.child.exitCode === null) await new Promise((resolve) => this.child.once('exit', resolve));
    await Promise.all([this.child.stdout, this.child.stderr].map((stream) => stream && finished(stream)));
    return { code: this.child.exitCode, out: this.#out, err: this.#err };
  }
}

describe('the hub as a program', () => {
  const started: HubProcess[] = [];
  const start = (args: readonly string[], env?: Record<string, string>): HubProcess => {
    const hub = new HubProcess(args, env);
    started.push(hub);
    return hub;
  };
  afterEach(async () => {
    for (const hub of started.splice(0)) {
      if (hub.child.exitCode === null) hub.child.kill('SIGKILL');
      await hub.ended();
    }
  });

  it('tells how to call it, and does nothing else', async () => {
    const { code, out } = await start(['--help']).ended();
    expect(code).toBe(0);
    expect(out).toContain('--hub-port');
  });

  it.each([
    [['--hub-prot=8080'], /--hub-prot/],
    [['--hub-port=many'], /hubPort/],
    [['--public-url=hub.example.edu'], /must be an address like/],
  ])('refuses settings it does not understand: %j', async (args, words) => {
    const { code, err } = await start([...args, `--data=${temporaryFolder()}`]).ended();
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  it('says in one line why it cannot start', async () => {
    const { code, err } = await start([`--data=${temporaryFolder()}`, '--tls-cert=/nowhere.pem']).ended();
    expect(code).toBe(1);
    expect(err).toBe('--tls-cert and --tls-key only go together.\n');
  });

  it('prints the first administrator’s password once, serves, and ends cleanly when it is told to', async () => {
    const folder = temporaryFolder();
    const args = ['--hub-port=0', '--host=127.0.0.1', `--data=${folder}`];
    const hub = start(args);
    const { url } = await hub.ready();
    expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
    hub.child.kill('SIGTERM');
    const first = await hub.ended();
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/First administrator: admin, password: [a-z2-9-]{23}/);
    const again = start(args);
    await again.ready();
    again.child.kill('SIGTERM');
    expect((await again.ended()).out).not.toContain('password');
  });

  it('ends when the program that started it is gone', async () => {
    const hub = start(['--hub-port=0', '--host=127.0.0.1', `--data=${temporaryFolder()}`]);
    await hub.ready();
    hub.child.disconnect();
    expect((await hub.ended()).code).toBe(0);
  });
});
