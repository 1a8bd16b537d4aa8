import { createHmac } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A phone keeps its /24 (IPv4) or /48 (IPv6) while it moves about a campus, and rarely shares it with one at home. */
const IPV4_BYTES = 3;
const IPV6_GROUPS = 3;

/** Says only whether two requests came from the same network; the address can't be read out of it. */
export function networkOf(key: Uint8Array, address: string): string {
  return createHmac('sha256', key)
    .update(`muster-network\0${prefixOf(address)}`)
    .digest('base64url')
    .slice(0, 11);
}

function prefixOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  if (isIPv4(plain)) return plain.split('.').slice(0, IPV4_BYTES).join('.');
  // `a::b` leaves zeros out, which may be among the first three groups.
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest].slice(0, IPV6_GROUPS).join(':');
}
