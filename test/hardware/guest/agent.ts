import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SYSTEM_DEVICE_DEPS } from '../../../src/kiosk/engine/devices/device-deps.ts';
import { UhidDevice } from '../../../src/kiosk/engine/devices/hid/uhid-device.ts';
import {
  HID_KEYBOARD_TWIN,
  keyboardReports,
} from '../../../src/kiosk/engine/devices/hid-keyboard/hid-keyboard-twin.ts';
import { MAGTEK_TWIN, swipeReport } from '../../../src/kiosk/engine/devices/magtek/magtek-twin.ts';
import { PcProxTwin } from '../../../src/kiosk/engine/devices/pcprox/pcprox-twin.ts';
import { parseReadersConfig } from '../../../src/kiosk/engine/devices/reader-config.ts';
import { type Readers, startReaders } from '../../../src/kiosk/engine/devices/start-readers.ts';

/** Runs inside the guest: starts the kiosk's own readers there, plugs in simulated ones, and tells the host what it sees. */
const PORT = '/dev/vport1p1';
const MUSTER = join(import.meta.dirname, '../../../bin/muster.js');
const RULES = join(import.meta.dirname, '../../../resources/linux');

const pcProx = new PcProxTwin();
const twins = {
  'hid-keyboard': new UhidDevice(HID_KEYBOARD_TWIN),
  pcprox: new UhidDevice(pcProx),
  magtek: new UhidDevice(MAGTEK_TWIN),
} as const;

let readers: Readers | undefined;
await startUdev();
const port = findPort();
// One opening for both ways: the kernel lets nobody open it twice.
const fd = openSync(port, 'r+');
const out = createWriteStream(port, { fd });
const tell = (message: object) => void out.write(`${JSON.stringify(message)}\n`);

createInterface({ input: createReadStream(port, { fd }) }).on('line', (line) => {
  obey(JSON.parse(line)).catch((error: unknown) => tell({ about: 'failure', of: line, why: String(error) }));
});
tell({ about: 'up', kernel: readFileSync('/proc/version', 'utf8').trim() });

type Order = { readonly about: string; readonly [key: string]: unknown };

async function obey(order: Order): Promise<void> {
  switch (order.about) {
    case 'read':
      return read(order.readers);
    case 'plug':
      return twins[twinOf(order)].plugIn();
    case 'unplug':
      pcProx.unplugged();
      return twins[twinOf(order)].unplug();
    case 'type':
      for (const report of keyboardReports(String(order.number))) await twins['hid-keyboard'].send(report);
      return;
    case 'hold':
      pcProx.hold(Number(order.facility), Number(order.number));
      return;
    case 'away':
      pcProx.takeAway();
      return;
    case 'swipe':
      return twins.magtek.send(swipeReport(typeof order.track2 === 'string' ? order.track2 : undefined));
    case 'look':
      execFileSync('udevadm', ['settle']);
      return tell({
        about: 'seen',
        ...look(),
        pcProxTypes: pcProx.types,
        counts: [...(readers?.counts() ?? [])],
      });
    case 'start smart-card service':
      mkdirSync('/run/no-readers', { recursive: true });
      spawn('/usr/sbin/pcscd', ['--foreground', '--config', '/run/no-readers'], { stdio: 'inherit' });
      return;
    case 'simulate':
      return simulate(String(order.device), String(order.line));
    case 'listen to keys':
      return listenToKeys();
    default:
      throw new Error(`What is "${order.about}"?`);
  }
}

async function read(settings: unknown): Promise<void> {
  await readers?.stop();
  const config = parseReadersConfig(settings);
  if (!config.ok) throw new Error(config.error);
  readers = startReaders(
    config.value,
    {
      onCard: ({ reader, card, stay }) => tell({ about: 'card', reader, card, stay }),
      onState: ({ id }, state, detail) => tell({ about: 'state', reader: id, state, detail }),
    },
    SYSTEM_DEVICE_DEPS,
  );
  tell({ about: 'reading' });
}

/** As a person at a terminal does it. */
async function simulate(device: string, line: string): Promise<void> {
  const person = spawn(process.execPath, [MUSTER, 'simulate', device], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  person.stdout.on('data', (text) => tell({ about: 'said', text: String(text) }));
  await new Promise((resolve) => person.stdout.once('data', resolve));
  person.stdin.write(`${line}\n`);
}

/** The devices that there are, with who may open them. */
function look(): object {
  const nodes = readdirSync('/dev').filter((name) => /^(hidraw|ttyUSB)/.test(name));
  const modes = nodes.map((name) => {
    const { mode, gid } = statSync(join('/dev', name));
    return { name, mode: (mode & 0o777).toString(8), gid };
  });
  const linked = existsSync('/dev/muster') ? readdirSync('/dev/muster') : [];
  const byId = existsSync('/dev/serial/by-id') ? readdirSync('/dev/serial/by-id') : [];
  return { modes, linked, byId, power: powerOf() };
}

function powerOf(): object {
  const folder = '/sys/bus/usb/devices';
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'idVendor')))
      .map((name) => [
        readFileSync(join(folder, name, 'idVendor'), 'utf8').trim(),
        readFileSync(join(folder, name, 'power/control'), 'utf8').trim(),
      ]),
  );
}

/** Counts the keys that the rest of the system gets, of every keyboard there is. */
function listenToKeys(): void {
  const EVENT_BYTES = 24;
  for (const name of readdirSync('/dev/input').filter((each) => each.startsWith('event'))) {
    // A keyboard whose plug is pulled ends its stream with an error.
    const stream = createReadStream(join('/dev/input', name)).on('error', () => stream.destroy());
    stream.on('data', (bytes) => {
      for (let at = 0; at + EVENT_BYTES <= bytes.length; at += EVENT_BYTES) {
        const event = Buffer.from(bytes).subarray(at);
        // Type 1 is a key, and value 1 is down.
        if (event.readUInt16LE(16) === 1 && event.readInt32LE(20) === 1)
          tell({ about: 'key', device: name, code: event.readUInt16LE(18) });
      }
    });
  }
  tell({ about: 'listening' });
}

function twinOf(order: Order): keyof typeof twins {
  if (order.twin === 'hid-keyboard' || order.twin === 'pcprox' || order.twin === 'magtek') return order.twin;
  throw new Error(`What twin is ${String(order.twin)}?`);
}

async function startUdev(): Promise<void> {
  mkdirSync('/run/udev/rules.d', { recursive: true });
  for (const name of readdirSync(RULES).filter((each) => /^7.*\.rules$/.test(each)))
    cpSync(join(RULES, name), join('/run/udev/rules.d', name));
  spawn('/lib/systemd/systemd-udevd', { stdio: 'inherit' });
  while (!existsSync('/run/udev/control')) await new Promise((resolve) => setTimeout(resolve, 20));
  execFileSync('udevadm', ['trigger', '--action=add']);
  execFileSync('udevadm', ['settle']);
}

function findPort(): string {
  const ports = '/dev/virtio-ports';
  const named = existsSync(ports) ? readdirSync(ports) : [];
  return named.includes('agent') ? join(ports, 'agent') : PORT;
}
