import { simulatedSerialDevice } from '../simulate/simulated-serial-device.ts';
import { Twn4Twin } from './twn4-twin.ts';

export const simulateTwn4 = simulatedSerialDevice({
  name: 'twn4',
  summary: 'ELATEC TWN4, a reader of 125 kHz and 13.56 MHz cards',
  baudRate: 9_600,
  makeTwin: (deps) => new Twn4Twin(deps),
});
