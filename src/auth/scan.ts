// The characters of RFC 9110 and the small steps that both grammars share. A step takes an offset and gives the next one;
// it never looks back. U+0000 is an opaque piece of a value whose text is not known: it may stand inside any token.

export const opaque = '\0';

const tokenCharacters = new Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\0");
const token68Characters = new Set('-._~+/0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\0');

/** RFC 9110 §5.6.2. */
function isTokenCharacter(character: string | undefined): boolean {
  return character !== undefined && tokenCharacters.has(character);
}

/** RFC 9110 §11.2, without the padding. */
function isToken68Character(character: string | undefined): boolean {
  return character !== undefined && token68Characters.has(character);
}

/** OWS (RFC 9110 §5.6.3), and line breaks: whoever folds a line is told so apart from the grammar. */
export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

export function skipBlank(text: string, at: number): number {
  while (isBlank(text[at])) at++;
  return at;
}

export function skipToken(text: string, at: number): number {
  while (isTokenCharacter(text[at])) at++;
  return at;
}

/** The end of the token68 at `at`, padding included, or `at` where there is none. */
export function skipToken68(text: string, at: number): number {
  const start = at;
  while (isToken68Character(text[at])) at++;
  if (at === start) return start;
  while (text[at] === '=') at++;
  return at;
}

export interface QuotedString {
  readonly value: string;
  readonly end: number;
  readonly closed: boolean;
}

/**
 * RFC 9110 §5.6.4. Without a closing quote it runs to the end of the text.
 *
 * ```markdown
 * > | realm="a \"b\""
 *           ^
 * ```
 */
export function readQuotedString(text: string, at: number): QuotedString {
  let value = '';
  let from = at + 1;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (character === '"') return { value: value + text.slice(from, i), end: i + 1, closed: true };
    if (character !== '\\' || i + 1 === text.length) continue;
    value += text.slice(from, i);
    from = ++i;
  }
  return { value: value + text.slice(from), end: text.length, closed: false };
}

/** True where `token BWS "="` stands at `at`, which makes it a parameter. Two equals signs are the padding of a token68. */
export function startsParameter(text: string, at: number): boolean {
  const end = skipToken(text, at);
  const equals = skipBlank(text, end);
  return end > at && text[equals] === '=' && text[equals + 1] !== '=';
}
