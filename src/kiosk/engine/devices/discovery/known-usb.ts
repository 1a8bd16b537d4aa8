import type { ReaderProposal } from './found-device.ts';

export type KnownUsb = {
  readonly label: string;
  /** Undefined: only a plug, behind which may be any serial reader. */
  readonly proposals?: readonly ReaderProposal[];
};

/** What is known by its USB ids, as `lsusb` shows them. */
export const KNOWN_USB: ReadonlyMap<string, KnownUsb> = new Map([
  ['09d8:0420', { label: 'ELATEC TWN4', proposals: [{ kind: 'twn4' }] }],
  ['0c27:3bfa', { label: 'rf IDeas pcProx', proposals: [{ kind: 'pcprox' }] }],
  // Which of a stripe's content may be read at all is the institution's to say, and stands in a file.
  ['0801:0002', { label: 'MagTek', proposals: [] }],
  ['0801:0001', { label: 'MagTek', proposals: [{ kind: 'hid-keyboard', usb: '0801:0001' }] }],
  ['16c0:27db', { label: 'HXGCoLtd', proposals: [{ kind: 'hid-keyboard', usb: '16c0:27db' }] }],
  ['ffff:0035', { label: 'Sycreader', proposals: [{ kind: 'hid-keyboard', usb: 'ffff:0035' }] }],
  ['08ff:0009', { label: 'Sycreader', proposals: [{ kind: 'hid-keyboard', usb: '08ff:0009' }] }],
  ['072f:2200', { label: 'ACS ACR122U', proposals: [{ kind: 'pcsc' }] }],
  ['1a86:7523', { label: 'CH340' }],
  ['1a86:55d4', { label: 'CH9102' }],
  ['10c4:ea60', { label: 'CP210x' }],
  ['0403:6001', { label: 'FT232' }],
  ['067b:2303', { label: 'PL2303' }],
]);

/** What may stand behind a serial port, likeliest first. */
export const ANY_SERIAL_READER: readonly ReaderProposal[] = [
  { kind: 'rdm6300' },
  { kind: 'fingerprint' },
  { kind: 'pn532' },
  { kind: 'id-12la' },
  { kind: 'id-20la' },
  { kind: 'rdm630' },
  { kind: 'twn4' },
];
