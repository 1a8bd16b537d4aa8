import { hex } from '../support/hex.ts';

/** What hosts have been seen to send, and chips to answer. */
export const REAL_FRAMES = {
  wakeUp: hex('55 55 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 03 FD D4 14 01 17 00'),
  wokenUp: hex('00 00 FF 00 FF 00 00 00 FF 02 FE D5 15 16 00'),
  samConfiguration: hex('00 00 FF 05 FB D4 14 01 14 01 02 00'),
  askFirmware: hex('00 00 FF 02 FE D4 02 2A 00'),
  firmware: hex('00 00 FF 00 FF 00 00 00 FF 06 FA D5 03 32 01 06 07 E8 00'),
  lookForCard: hex('00 00 FF 04 FC D4 4A 01 00 E1 00'),
  syntaxError: hex('00 00 FF 01 FF 7F 81 00'),
};

export const REAL_CARDS = [
  {
    bytes: hex('00 00 FF 00 FF 00 00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 07 8C FC 4F F0 00'),
    card: 'hf:078CFC4F',
  },
  {
    bytes: hex('00 00 FF 00 FF 00 00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 B0 86 4D 25 26 00'),
    card: 'hf:B0864D25',
  },
  { bytes: hex('00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 6E 8A E2 B0 44 00'), card: 'hf:6E8AE2B0' },
  {
    bytes: hex('00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 7B CB 51 96 22 80 C0 00'),
    card: 'hf:047BCB51962280',
  },
  {
    bytes: hex('00 00 FF 00 FF 00 00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 41 6D 41 2B 02 89 EA 00'),
    card: 'hf:04416D412B0289',
  },
] as const;
