/** Nearly every string here is an id or a word that needs no escaping; asking is quicker than JSON.stringify. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/**
 * The one JSON text of a value: keys sorted by UTF-16 code unit, no spaces, numbers as JavaScript writes them (the same as RFC 8785 for
 * everything JSON.parse can give). Throws on what JSON cannot hold, because a silent loss here would be hashed and kept for years.
 */
export function canonicalJson(value: unknown): string {
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
      return Array.isArray(value) ? arrayText(value) : objectText(value as Record<string, unknown>);
    default:
      throw new Error(`not JSON: ${typeof value}`);
  }
}

function arrayText(items: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(items[i]);
  return `${text}]`;
}

function objectText(object: Record<string, unknown>): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    text += `${text === '' ? '{' : ','}${stringText(key)}:${canonicalJson(object[key])}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function stringText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
