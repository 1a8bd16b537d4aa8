import { simulatedSerialDevice } from '../simulate/simulated-serial-device.ts';
import { makeRdm6300Twin } from './make-rdm6300-twin.ts';
import { RDM6300_MODELS } from './rdm6300-models.ts';

export const simulateRdm6300 = RDM6300_MODELS.map((model) =>
  simulatedSerialDevice({
    name: model,
    summary: `${model.toUpperCase()}, a reader of 125 kHz cards`,
    baudRate: 9_600,
    makeTwin: makeRdm6300Twin(model),
  }),
);
