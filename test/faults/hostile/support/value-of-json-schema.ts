import type { Random } from '../../sim/random.ts';
import { textOfPattern } from './text-of-pattern.ts';

type JsonSchema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly nullable?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
};

/** A value that a documented body takes, as far as its documentation says. */
export function valueOfJsonSchema(schema: unknown, random: Random): unknown {
  const {
    type,
    properties,
    items,
    pattern,
    nullable,
    minimum = 0,
    maximum = 100,
    minLength = 0,
    ...of
  } = schema as JsonSchema;
  const branches = of.oneOf ?? of.anyOf;
  if (branches !== undefined) return valueOfJsonSchema(random.oneOf(branches), random);
  if (nullable === true && random.chance(0.3)) return null;
  if (of.enum !== undefined) return random.oneOf(of.enum.map((one) => [one]))[0];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties ?? {}).map(([key, part]) => [key, valueOfJsonSchema(part, random)]),
      );
    case 'array':
      return Array.from({ length: random.whole(0, 3) }, () => valueOfJsonSchema(items ?? {}, random));
    case 'integer':
    case 'number':
      return random.oneOf([minimum, maximum, Math.min(maximum, minimum + 1)]);
    case 'boolean':
      return random.chance(0.5);
    case 'string':
      return pattern === undefined ? 'a'.repeat(minLength + random.whole(0, 3)) : textFor(pattern, random);
    default:
      return null;
  }
}

/** The documentation also has patterns of its own making, which are cleverer than ours. */
function textFor(pattern: string, random: Random): string {
  return pattern.includes('(?:(?:') ? '2026-11-20' : textOfPattern(new RegExp(pattern), random);
}
