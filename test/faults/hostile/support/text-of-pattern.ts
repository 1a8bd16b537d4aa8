import type { Random } from '../../sim/random.ts';

/** A text that a regular expression of our schemas matches: classes, groups, alternatives and counts, nothing cleverer. */
export function textOfPattern(pattern: RegExp, random: Random): string {
  return new PatternReader(pattern.source.replace(/^\^/, '').replace(/\$$/, ''), random).alternatives();
}

/** So many repetitions where a pattern sets no end. */
const ENOUGH = 6;

class PatternReader {
  readonly #source: string;
  readonly #random: Random;
  #at = 0;

  constructor(source: string, random: Random) {
    this.#source = source;
    this.#random = random;
  }

  /** Reads to the end of the group. All branches are made and one is taken, which is simplest. */
  alternatives(): string {
    const branches = [''];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ')') {
      if (this.#source[this.#at] === '|') {
        this.#at++;
        branches.push('');
      } else branches.push(branches.pop() + this.#repeated());
    }
    return this.#random.oneOf(branches.map((text) => [text]))[0] ?? '';
  }

  #repeated(): string {
    const start = this.#at;
    const once = this.#atom();
    const end = this.#at;
    const [least, most] = this.#count();
    const after = this.#at;
    const times = this.#random.whole(least, most);
    if (times === 0) return '';
    let text = once;
    for (let i = 1; i < times; i++) {
      this.#at = start;
      text += this.#atom();
    }
    if (times > 1 && this.#at !== end) throw new Error(`pattern not understood: ${this.#source}`);
    this.#at = after;
    return text;
  }

  #count(): readonly [least: number, most: number] {
    const [whole, mark, least, comma, most] =
      /^(?:([?*+])|\{(\d+)(,)?(\d+)?\})/.exec(this.#source.slice(this.#at)) ?? [];
    if (whole === undefined) return [1, 1];
    this.#at += whole.length;
    if (mark !== undefined) return mark === '?' ? [0, 1] : [mark === '+' ? 1 : 0, ENOUGH];
    const from = Number(least);
    if (comma === undefined) return [from, from];
    return [from, most === undefined ? from + ENOUGH : Number(most)];
  }

  #atom(): string {
    const character = this.#source[this.#at++] ?? '';
    if (character === '[') return this.#oneOfClass();
    if (character === '.') return 'x';
    if (character === '\\') return this.#escaped();
    if (character !== '(') return character;
    if (this.#source.startsWith('?:', this.#at)) this.#at += 2;
    const text = this.alternatives();
    this.#at++;
    return text;
  }

  #escaped(): string {
    const character = this.#source[this.#at++] ?? '';
    if (character === 'd') return String(this.#random.whole(0, 9));
    if (character === 'w') return this.#random.oneOf([...'azAZ09_']);
    if (character === 's') return ' ';
    return character;
  }

  #oneOfClass(): string {
    const end = this.#source.indexOf(']', this.#at + 1);
    const inside = this.#source.slice(this.#at, end);
    this.#at = end + 1;
    if (inside.startsWith('^')) return 'x';
    const ranges = inside.replaceAll('\\d', '0-9').match(/.-.|\\?./g) ?? [];
    const range = this.#random.oneOf(ranges);
    if (range.length !== 3 || range[1] !== '-') return range.at(-1) ?? '';
    return String.fromCharCode(this.#random.whole(range.charCodeAt(0), range.charCodeAt(2)));
  }
}
