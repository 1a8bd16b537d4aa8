/** Nearly every string here is an id or a word that needs no escaping; asking is quicker than JSON.stringify. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/**
 * Nothing of ours is nested more than ten deep. A text of 32,000 brackets would be legal JSON, and whoever follows it step by
 * step runs out of stack.
 */
const DEEPEST = 64;

/**
 * The one JSON text of a value: keys sorted by UTF-16 code unit, no spaces, numbers as JavaScript writes them (the same as RFC 8785 for
 * everything JSON.parse can give). Throws on what JSON cannot hold, because a silent loss here would be hashed and kept for years.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, 0);
}

/**
 * Whether a text is the canonical one of what it was parsed to. JSON.parse takes numbers beyond the largest there is, and
 * nesting beyond any stack: what holds such a thing has no canonical text.
 */
export function isCanonical(text: string, parsed: unknown): boolean {
  // Nearly all are, and then JSON.stringify says the same three times as fast.
  if (isInOrder(parsed, 0) && JSON.stringify(parsed) === text) return true;
  try {
    return canonicalJson(parsed) === text;
  } catch {
    return false;
  }
}

/** Whether the keys come in the canonical order already, at every depth. */
function isInOrder(value: unknown, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1));
  let before: string | undefined;
  for (const key in value) {
    if (before !== undefined && !(before < key)) return false;
    if (!isInOrder((value as Record<string, unknown>)[key], depth + 1)) return false;
    before = key;
  }
  return true;
}

function textOf(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new Error('nested too deep');
  switch (typeof value) {
    case 'string':
      return stringText(value);
    case 'number':
      if (!Number.isFinite(value)) throw new Error(`not a JSON number: ${value}`);
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value)
        ? arrayText(value, depth + 1)
        : objectText(value as Record<string, unknown>, depth + 1);
    default:
      throw new Error(`not JSON: ${typeof value}`);
  }
}

function arrayText(items: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + textOf(items[i], depth);
  return `${text}]`;
}

function objectText(object: Record<string, unknown>, depth: number): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    text += `${text === '' ? '{' : ','}${stringText(key)}:${textOf(object[key], depth)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function stringText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
