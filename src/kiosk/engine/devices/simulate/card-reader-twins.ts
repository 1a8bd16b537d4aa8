import { Pn532Twin } from '../pn532/pn532-twin.ts';
import { makeRdm6300Twin } from '../rdm6300/make-rdm6300-twin.ts';
import type { SimulatedAs } from '../simulated/simulated-settings.ts';
import { Twn4Twin } from '../twn4/twn4-twin.ts';
import type { MakeTwin } from './twin.ts';

/** The readers on serial ports that a simulated reader can stand in for, frames and all. */
export const CARD_READER_TWINS: Readonly<Record<SimulatedAs, MakeTwin>> = {
  rdm6300: makeRdm6300Twin('rdm6300'),
  rdm630: makeRdm6300Twin('rdm630'),
  'id-12la': makeRdm6300Twin('id-12la'),
  'id-20la': makeRdm6300Twin('id-20la'),
  pn532: (deps) => new Pn532Twin(deps),
  twn4: (deps) => new Twn4Twin(deps),
};
