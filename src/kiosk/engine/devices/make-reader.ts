import { unreachable } from '#domain/unreachable.ts';
import { CameraReader } from './camera/camera-reader.ts';
import type { DeviceDeps } from './device-deps.ts';
import { FingerprintReader } from './fingerprint/fingerprint-reader.ts';
import type { LoadHid } from './hid/hid-library.ts';
import { HidKeyboardReader } from './hid-keyboard/hid-keyboard-reader.ts';
import { MagTekReader } from './magtek/magtek-reader.ts';
import { PcProxReader } from './pcprox/pcprox-reader.ts';
import type { LoadPcsc } from './pcsc/pcsc-library.ts';
import { PcscReader } from './pcsc/pcsc-reader.ts';
import { Pn532Reader } from './pn532/pn532-reader.ts';
import { Rdm6300Reader } from './rdm6300/rdm6300-reader.ts';
import type { Reader } from './reader.ts';
import { type ReaderConfig, readerConfig } from './reader-config.ts';
import type { LoadSerialPort } from './serial-port/serial-port-owner.ts';
import { CARD_READER_TWINS } from './simulate/card-reader-twins.ts';
import { SimulatedReader } from './simulated/simulated-reader.ts';
import { SimulatedSerialReader } from './simulated/simulated-serial-reader.ts';
import { Twn4Reader } from './twn4/twn4-reader.ts';
import { WedgeReader } from './wedge/wedge-reader.ts';

/** Where native libraries come from, if not from their packages. */
export type ReadersDeps = DeviceDeps & {
  readonly loadSerialPort?: LoadSerialPort;
  readonly loadHid?: LoadHid;
  readonly loadPcsc?: LoadPcsc;
};

/** The reader that these settings describe, not started yet. The one place that knows every family of readers. */
export function makeReader(settings: ReaderConfig, deps: ReadersDeps): Reader {
  const fromSerialPort = deps.loadSerialPort ?? loadSerialPort;
  switch (settings.kind) {
    case 'rdm6300':
    case 'rdm630':
    case 'id-12la':
    case 'id-20la':
      return new Rdm6300Reader(settings, deps, fromSerialPort);
    case 'pn532':
      return new Pn532Reader(settings, deps, fromSerialPort);
    case 'twn4':
      return new Twn4Reader(settings, deps, fromSerialPort);
    case 'hid-keyboard':
      return new HidKeyboardReader(
        settings,
        { ...deps, platform: process.platform },
        deps.loadHid ?? loadHid,
      );
    case 'pcprox':
      return new PcProxReader(settings, deps, deps.loadHid ?? loadHid);
    case 'magtek':
      return new MagTekReader(settings, deps, deps.loadHid ?? loadHid);
    case 'pcsc':
      return new PcscReader(settings, deps, deps.loadPcsc ?? loadPcsc);
    case 'wedge':
      return new WedgeReader(settings, deps);
    case 'simulated':
      return makeSimulated(settings, deps);
    case 'camera':
      return new CameraReader(settings);
    case 'fingerprint':
      return new FingerprintReader(settings, deps, fromSerialPort);
    default:
      return unreachable(settings);
  }
}

function makeSimulated(settings: Extract<ReaderConfig, { kind: 'simulated' }>, deps: ReadersDeps): Reader {
  const { id, name, as } = settings;
  if (as === undefined) return new SimulatedReader(settings, deps);
  const plan = {
    makeTwin: CARD_READER_TWINS[as],
    makeReader: (path: string) => makeReader(readerConfig({ kind: as, id, name, path }), deps),
  };
  return new SimulatedSerialReader(settings, plan, deps);
}

/** Its native part is loaded here and now, and only on a kiosk that has a serial reader. */
const loadSerialPort: LoadSerialPort = async () => (await import('serialport')).SerialPort;

const loadHid: LoadHid = () => import('node-hid');

const loadPcsc: LoadPcsc = () => import('pcsc-mini');
