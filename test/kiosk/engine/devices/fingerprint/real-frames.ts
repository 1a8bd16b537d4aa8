const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const frame = (what: string, hex: string) => ({ what, bytes: bytes(hex) });

/** What hosts were seen sending to such sensors. */
export const COMMAND_FRAMES = [
  frame('verify the usual password', 'EF 01 FF FF FF FF 01 00 07 13 00 00 00 00 00 1B'),
  frame('read the parameters', 'EF 01 FF FF FF FF 01 00 03 0F 00 13'),
  frame('count the templates', 'EF 01 FF FF FF FF 01 00 03 1D 00 21'),
  frame('read the first index table', 'EF 01 FF FF FF FF 01 00 04 1F 00 00 24'),
  frame('take an image', 'EF 01 FF FF FF FF 01 00 03 01 00 05'),
  frame('extract features into buffer 1', 'EF 01 FF FF FF FF 01 00 04 02 01 00 08'),
  frame('extract features into buffer 2', 'EF 01 FF FF FF FF 01 00 04 02 02 00 09'),
  frame('combine', 'EF 01 FF FF FF FF 01 00 03 05 00 09'),
  frame('store at page 0', 'EF 01 FF FF FF FF 01 00 06 06 01 00 00 00 0E'),
  frame('search 16 pages from 1', 'EF 01 FF FF FF FF 01 00 08 04 01 00 01 00 10 00 1F'),
  frame('search 1001 pages fast', 'EF 01 FF FF FF FF 01 00 08 1B 01 00 00 03 E9 01 11'),
  frame('search 100 pages fast', 'EF 01 FF FF FF FF 01 00 08 1B 01 00 00 00 64 00 89'),
  frame('load page 0, of a sensor with address 0', 'EF 01 00 00 00 00 01 00 06 07 01 00 00 00 0F'),
  frame('send a template', 'EF 01 FF FF FF FF 01 00 04 08 01 00 0E'),
  frame('delete page 1', 'EF 01 FF FF FF FF 01 00 07 0C 00 01 00 01 00 16'),
  frame('empty', 'EF 01 FF FF FF FF 01 00 03 0D 00 11'),
  frame('enrol by itself', 'EF 01 FF FF FF FF 01 00 08 31 00 01 02 00 4B 00 88'),
] as const;

/** What such sensors were seen answering. */
export const ACK_FRAMES = [
  frame('ok', 'EF 01 FF FF FF FF 07 00 03 00 00 0A'),
  frame(
    'the parameters of a sensor with 100 places',
    'EF 01 FF FF FF FF 07 00 13 00 00 0C 2E C8 00 64 00 03 FF FF FF FF 00 02 00 06 05 87',
  ),
  frame('one template', 'EF 01 FF FF FF FF 07 00 05 00 00 01 00 0D'),
  frame('no finger', 'EF 01 FF FF FF FF 07 00 03 02 00 0C'),
  frame('the touches do not combine', 'EF 01 FF FF FF FF 07 00 03 0A 00 14'),
  frame('page 1 with score 80', 'EF 01 FF FF FF FF 07 00 07 00 00 01 00 50 00 5F'),
  frame('page 0 with score 101', 'EF 01 FF FF FF FF 07 00 07 00 00 00 00 65 00 73'),
  frame('an unknown operation, said as a wrong password', 'EF 01 FF FF FF FF 07 00 03 13 00 1D'),
  frame('enrolling by itself has begun', 'EF 01 FF FF FF FF 07 00 05 00 00 00 00 0C'),
  frame('enrolling by itself has its first image', 'EF 01 FF FF FF FF 07 00 05 00 01 01 00 0E'),
  frame('enrolling by itself took too long', 'EF 01 FF FF FF FF 07 00 05 26 01 01 00 34'),
] as const;
