import type { Sample } from './corpus.ts';
import type { Random } from './random.ts';

/** What breaks parsers: delimiters, ends of lines, halves of characters, and words that begin something. */
const splices = [
  ...[
    '"',
    "'",
    '`',
    '\\',
    ',',
    '=',
    ':',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '$',
    '%',
    '#',
  ],
  ...['${', '{{', '}}', '/*', '*/', '//', '<<EOF\n', '"""', '###\n', '@x = ', '\uD83D', '\uFEFF', 'é', '\u2028', '’'],
  ...[
    'Bearer',
    'Basic ',
    'Digest ',
    'Authorization: ',
    'HTTP/1.1 401 \n',
    'null',
    '-1',
    '1e999',
    '__proto__',
    'constructor',
  ],
];

/** One to four changes to a text. */
export function mutate(text: string, corpus: readonly Sample[], random: Random): string {
  let mutated = text.length > 20_000 ? random.slice(text, 20_000) : text;
  for (let left = 1 + random.below(4); left > 0; left--) mutated = mutateOnce(mutated, corpus, random);
  return mutated;
}

function mutateOnce(text: string, corpus: readonly Sample[], random: Random): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + random.below(40));
  const [before, inside, after] = [text.slice(0, at), text.slice(at, to), text.slice(to)];
  switch (random.below(7)) {
    case 0:
      return before + after;
    case 1:
      return before + (random.pick(splices) ?? '') + inside + after;
    case 2:
      return before + (random.pick(splices) ?? '') + after;
    case 3:
      return before + inside.repeat(1 + random.below(20)) + after;
    case 4:
      return before;
    case 5:
      return before + random.slice(random.pick(corpus)?.text ?? '', 200) + inside + after;
    default:
      return before + inside.split('').reverse().join('') + after;
  }
}
