import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import {
  type DemoFacts,
  type HubReady,
  HubReadySchema,
  type KioskReady,
  KioskReadySchema,
  type SimulatorFacts,
} from '#contracts/process-messages.ts';
import { ensurePages } from './ensure-pages.ts';
import { startGuide } from './guide.ts';
import { ONE_ARENA } from './node-options.ts';
import { Program, ProgramFailed } from './program.ts';
import { START_HELP, type StartSettings, startSettings } from './start-settings.ts';

const projectFolder = join(import.meta.dirname, '../..');

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function startHub(settings: StartSettings): Program<HubReady> {
  return new Program({
    name: 'The hub',
    script: join(projectFolder, 'src/hub/server/index.ts'),
    args: ['--demo', ...settings.hubArgs],
    env: { MUSTER_DATA: settings.dataFolder, ...ONE_ARENA, ...settings.hubEnv },
    logFile: join(settings.dataFolder, 'hub.log'),
    ready: HubReadySchema,
    say,
  });
}

function simulatorFacts(demo: DemoFacts): SimulatorFacts {
  const students = demo.students.map((student) => ({ label: student.name, number: student.card }));
  // The panel is small: the first teacher is enough to try a card and a PIN.
  const [teacher] = demo.faculty;
  return {
    cards: [
      ...students,
      { label: 'Another class', number: demo.strangerCard },
      ...(teacher === undefined ? [] : [{ label: teacher.name, number: teacher.card }]),
    ],
    pins: [
      ...(teacher === undefined ? [] : [{ label: teacher.name, pin: teacher.pin }]),
      ...(demo.admin.pin === null ? [] : [{ label: 'Administrator', pin: demo.admin.pin }]),
    ],
  };
}

function startKiosk(settings: StartSettings, hub: HubReady): Program<KioskReady> {
  const demo = hub.demo;
  // With --tls=self-signed the kiosk has to be told whom to believe.
  const authority = join(settings.dataFolder, 'hub', 'tls', 'authority.pem');
  return new Program({
    name: 'The kiosk',
    script: join(projectFolder, 'src/cli/kiosk.ts'),
    args: settings.display === 'none' ? ['--host=browser', '--display=none'] : [],
    env: {
      MUSTER_DATA: settings.dataFolder,
      MUSTER_HUB: hub.url,
      MUSTER_SIMULATE: '1',
      ...(demo === null ? {} : { MUSTER_SIMULATOR_FACTS: JSON.stringify(simulatorFacts(demo)) }),
      ...(demo?.enrolCode == null ? {} : { MUSTER_ENROL_CODE: demo.enrolCode }),
      ...(existsSync(authority) ? { NODE_EXTRA_CA_CERTS: authority } : {}),
    },
    logFile: join(settings.dataFolder, 'kiosk.log'),
    ready: KioskReadySchema,
    say,
  });
}

/** The two programs, from the first start until told to stop. */
class Muster {
  readonly #programs: Pick<Program<unknown>, 'stop'>[] = [];
  #stopping = false;

  async start(settings: StartSettings): Promise<void> {
    const hub = await this.#add(startHub(settings)).ready;
    const kiosk = await this.#add(startKiosk(settings, hub)).ready;
    say(startGuide(hub, kiosk, settings.dataFolder));
  }

  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    // The kiosk goes first: it hands its last events to the hub that is still there.
    for (const program of this.#programs.toReversed()) await program.stop();
  }

  #add<Ready>(program: Program<Ready>): Program<Ready> {
    this.#programs.push(program);
    return program;
  }
}

async function main(): Promise<number> {
  const settings = startSettings(process.argv.slice(2));
  if (!settings.ok) {
    process.stderr.write(`${settings.error}\n\n${START_HELP}`);
    return 2;
  }
  if (settings.value === 'help') {
    say(START_HELP);
    return 0;
  }
  const chosen: StartSettings = { ...settings.value, dataFolder: resolve(settings.value.dataFolder) };
  mkdirSync(chosen.dataFolder, { recursive: true });
  await ensurePages(projectFolder, (name) => say(`Building the ${name} page…`));
  const muster = new Muster();
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => void muster.stop().then(done));
    }
  });
  try {
    await muster.start(chosen);
  } catch (error) {
    await muster.stop();
    if (!(error instanceof ProgramFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  await stopped;
  say('Stopped.');
  return 0;
}

process.exitCode = await main();
