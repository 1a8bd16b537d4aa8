const hex = (text: string) => Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));

/** Frames that people with the real module have published. */
export const REAL_FRAMES = [
  {
    data: '62E3086CED',
    frame: hex('02 36 32 45 33 30 38 36 43 45 44 30 38 03'),
    card: 'em:E3086CED',
    decimal: '3808980205',
    source: 'Seeed wiki, 125Khz RFID module',
  },
  {
    data: '3C00CE754C',
    frame: hex('02 33 43 30 30 43 45 37 35 34 43 43 42 03'),
    card: 'em:00CE754C',
    decimal: '0013530444',
    source: 'StackOverflow 11848921, printed 0013530444',
  },
  {
    data: '01000734E0',
    frame: hex('02 30 31 30 30 30 37 33 34 45 30 44 32 03'),
    card: 'em:000734E0',
    decimal: '0000472288',
    source: 'esp8266.com topic 11176',
  },
  {
    data: '01C8F00800',
    frame: hex('02 30 31 43 38 46 30 30 38 30 30 33 31 03'),
    card: 'em:C8F00800',
    decimal: '3371173888',
    source: 'BruceDevices/firmware issue 2014: the highest bit is set',
  },
] as const;

/** Frames that modules made up without any card (esp-rfid issue 411, Tasmota issue 9522). Every checksum holds. */
export const MADE_UP_FRAMES = [
  '000000000000',
  '000000078F88',
  '00F00000F000',
  'F000060007F1',
  'B59A99E5A9FA',
  '4FFB388FFFFC',
  'DA9386B5EA90',
  'DAEF6FEE2B9F',
].map((digits) => Buffer.from(`\x02${digits}\x03`, 'latin1'));
