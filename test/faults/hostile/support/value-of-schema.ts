import { z } from 'zod';
import type { Random } from '../../sim/random.ts';
import { textOfPattern } from './text-of-pattern.ts';

/** What zod keeps of a schema, as far as it is needed to make a value of it. */
type Definition = {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly items?: readonly z.core.$ZodType[];
  readonly options?: readonly z.core.$ZodType[];
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
};

type Check = {
  readonly value?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly check: string;
  readonly pattern?: RegExp;
};

type Bounds = {
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
  readonly format?: string;
};

function boundsOf({ checks = [], format }: Definition): Bounds {
  const bounds = checks.map(({ _zod: { def } }): Bounds => {
    switch (def.check) {
      case 'greater_than':
        return { least: def.value ?? 0 };
      case 'less_than':
        return { most: def.value ?? 0 };
      case 'min_length':
        return { least: def.minimum ?? 0 };
      case 'max_length':
        return { most: def.maximum ?? 0 };
      case 'length_equals':
        return { least: def.length ?? 0, most: def.length ?? 0 };
      default:
        return def.pattern === undefined ? {} : { pattern: def.pattern };
    }
  });
  return Object.assign({}, format === undefined ? {} : { format }, ...bounds) as Bounds;
}

/** Of the formats that zod knows by itself. */
const FORMATS: Readonly<Record<string, string>> = {
  url: 'https://hub.example.edu/x?y=1',
  email: 'ana@example.edu',
  date: '2026-11-20',
  uuid: '0190aaaa-0000-7000-8000-000000000001',
};

/** Lists are kept short: long ones cost time and find nothing that one of three doesn't. */
const MOST_ITEMS = 3;

/** A value that the schema takes (or nearly: what a refinement asks for isn't known), from the edges of what it allows more often than not. */
export function valueOfSchema(schema: z.core.$ZodType, random: Random): unknown {
  const def = schema._zod.def as unknown as Definition;
  const inner = (one: z.core.$ZodType | undefined) => valueOfSchema(one ?? z.unknown(), random);
  switch (def.type) {
    case 'string':
      return textOf(boundsOf(def), random);
    case 'number':
      return numberOf(boundsOf(def), random);
    case 'boolean':
      return random.chance(0.5);
    case 'literal':
      return random.oneOf(def.values ?? []);
    case 'enum':
      return random.oneOf(Object.values(def.entries ?? {}));
    case 'object':
      return objectOf(def.shape ?? {}, random);
    case 'array':
      return Array.from({ length: lengthOf(boundsOf(def), MOST_ITEMS, random) }, () => inner(def.element));
    case 'tuple':
      return (def.items ?? []).map(inner);
    case 'union':
      return inner(random.oneOf(def.options ?? []));
    case 'nullable':
      return random.chance(0.3) ? null : inner(def.innerType);
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return inner(def.innerType);
    case 'pipe':
      return inner(def.in);
    case 'lazy':
    case 'unknown':
    case 'any':
    case 'record':
      return random.oneOf([null, 0, 'text', [], {}, { a: [1] }].map((value) => [value]))[0];
    default:
      throw new Error(`no value is known of zod's ${def.type}`);
  }
}

function objectOf(shape: Readonly<Record<string, z.core.$ZodType>>, random: Random): Record<string, unknown> {
  const entries = Object.entries(shape).filter(
    ([, schema]) => !['optional', 'default'].includes(schema._zod.def.type) || random.chance(0.7),
  );
  return Object.fromEntries(entries.map(([key, schema]) => [key, valueOfSchema(schema, random)]));
}

function textOf({ pattern, format, ...bounds }: Bounds, random: Random): string {
  if (pattern !== undefined) return textOfPattern(pattern, random);
  const known = FORMATS[format ?? ''];
  if (known !== undefined) return known;
  const length = lengthOf(bounds, 12, random);
  return Array.from({ length }, () => random.oneOf([...'aZ09 -é你']))
    .join('')
    .slice(0, Math.max(length, 0));
}

function lengthOf({ least = 0, most }: Bounds, usual: number, random: Random): number {
  return random.whole(least, Math.max(least, Math.min(most ?? usual, usual)));
}

function numberOf(bounds: Bounds, random: Random): number {
  const least = bounds.least ?? Number.MIN_SAFE_INTEGER;
  const most = bounds.most ?? Number.MAX_SAFE_INTEGER;
  const near = [
    least,
    least + 1,
    most,
    most - 1,
    0,
    1,
    2,
    7,
    255,
    65_536,
    2 ** 31,
    8.64e15,
    1_800_000_000_000,
  ];
  const fitting = near.filter((value) => value >= least && value <= most);
  return random.chance(0.7)
    ? random.oneOf(fitting)
    : random.whole(Math.max(least, 0), Math.max(least, Math.min(most, 1_000)));
}
