import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { CameraSettingsSchema } from './camera/camera-settings.ts';
import { FingerprintSettingsSchema } from './fingerprint/fingerprint-settings.ts';
import { HidKeyboardSettingsSchema } from './hid-keyboard/hid-keyboard-settings.ts';
import { MagTekSettingsSchema } from './magtek/magtek-settings.ts';
import { PcProxSettingsSchema } from './pcprox/pcprox-settings.ts';
import { PcscSettingsSchema } from './pcsc/pcsc-settings.ts';
import { Pn532SettingsSchema } from './pn532/pn532-settings.ts';
import { Rdm6300SettingsSchema } from './rdm6300/rdm6300-settings.ts';
import { SimulatedSettingsSchema } from './simulated/simulated-settings.ts';
import { Twn4SettingsSchema } from './twn4/twn4-settings.ts';
import { WedgeSettingsSchema } from './wedge/wedge-settings.ts';

/** One reader's settings. Each family of readers says in its own folder what it needs. */
const ReaderConfigSchema = z.discriminatedUnion('kind', [
  Rdm6300SettingsSchema,
  Pn532SettingsSchema,
  Twn4SettingsSchema,
  HidKeyboardSettingsSchema,
  PcProxSettingsSchema,
  MagTekSettingsSchema,
  PcscSettingsSchema,
  WedgeSettingsSchema,
  SimulatedSettingsSchema,
  FingerprintSettingsSchema,
  CameraSettingsSchema,
]);

/** The readers of one kiosk, from its settings. Without an `id` a reader is called by its kind and its place among its kind, "rdm6300-1". */
export const ReadersConfigSchema = z
  .array(ReaderConfigSchema)
  .max(8)
  .transform((readers) => readers.map((reader, i) => ({ ...reader, id: reader.id ?? idFor(readers, i) })))
  .superRefine((readers, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (hasTwins(readers.map(({ id }) => id))) complain('two readers have the same id');
    if (hasTwins(readers.map((reader) => ('path' in reader ? (reader.path ?? reader.id) : reader.id))))
      complain('two readers have the same path');
    if (hasTwins(readers.flatMap((reader) => ('usb' in reader ? usbKey(reader) : []))))
      complain('two readers are the same USB device: give each its serialNumber, or its path');
    const smartCard = readers.flatMap((reader) => (reader.kind === 'pcsc' ? [reader.reader ?? ''] : []));
    if (hasTwins(smartCard) || (smartCard.length > 1 && smartCard.includes('')))
      complain('two readers of kind pcsc are the same: give each a part of its own name as "reader"');
    // Keys don't say which keyboard they come from.
    if (readers.filter(({ kind }) => kind === 'wedge').length > 1)
      complain('there can be only one reader of kind wedge');
    if (readers.filter(({ kind }) => kind === 'simulated').length > 1)
      complain('there can be only one simulated reader');
    if (readers.filter(({ kind }) => kind === 'camera').length > 1) complain('there can be only one camera');
  });
export type ReadersConfig = z.infer<typeof ReadersConfigSchema>;
export type ReaderConfig = ReadersConfig[number];

/** The settings of one reader that are known to be right, with what is usual filled in. */
export function readerConfig(
  settings: z.input<typeof ReaderConfigSchema> & { readonly id: string },
): ReaderConfig {
  return { ...ReaderConfigSchema.parse(settings), id: settings.id };
}

function idFor(readers: readonly { readonly kind: string }[], index: number): string {
  const kind = readers[index]?.kind ?? 'reader';
  const place = readers.slice(0, index + 1).filter((reader) => reader.kind === kind).length;
  return `${kind}-${place}`;
}

function usbKey(reader: {
  readonly usb: string;
  readonly serialNumber?: string | undefined;
  readonly path?: string | undefined;
}): readonly string[] {
  return reader.path === undefined ? [`${reader.usb} ${reader.serialNumber ?? ''}`] : [];
}

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

/** Most USB readers type the number printed on the card: they work without any setting. */
export const USUAL_READERS: ReadersConfig = ReadersConfigSchema.parse([{ kind: 'wedge' }]);

/** Reads a settings value, JSON text or already a list. The failure is words for whoever wrote the settings. */
export function parseReadersConfig(setting: unknown): Result<ReadersConfig, string> {
  const value = typeof setting === 'string' ? parseJson(setting) : setting;
  const parsed = ReadersConfigSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map((issue) => [...issue.path.map(String), issue.message].join(': ')).join('; '),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
