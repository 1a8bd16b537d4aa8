import { simulatedSerialDevice } from '../simulate/simulated-serial-device.ts';
import { Pn532Twin } from './pn532-twin.ts';

export const simulatePn532 = simulatedSerialDevice({
  name: 'pn532',
  summary: 'PN532, a reader of 13.56 MHz cards',
  baudRate: 115_200,
  makeTwin: (deps) => new Pn532Twin(deps),
});
