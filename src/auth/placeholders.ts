// Text that stands where a secret belongs: a variable nobody replaced, a placeholder from a document, a missing value
// turned into text. All patterns are tried on what follows the scheme, or on one half of decoded Basic credentials.
import type { Span } from '../text/span.ts';
import { opaque } from './scan.ts';

/** What languages make of a value that is not there, or that is no string. */
const nothings =
  /^(undefined|null|none|nil|nan|true|false|<nil>|<null>|\[object [A-Za-z]{1,40}\]|%!\w?\([^()]{0,80}\)|\(null\)|Optional\(nil\)|System\.[A-Za-z.]{1,60}|Promise \{.{0,80}|(async )?function\b.{0,400}|\(\) ?=>.{0,400}|<(function|bound method|built-in|coroutine object|generator object)\b.{0,200})$/is;

export function isStringifiedNothing(text: string): boolean {
  return text.length < 500 && nothings.test(text.trim());
}

/** The forms in which tools and languages write a variable. What stands between the braces is kept short on purpose. */
const braced: readonly RegExp[] = [
  /\$\{\{[^{}]{0,120}\}\}/,
  /\{\{[^{}]{0,120}\}\}/,
  /\$\{[^{}]{0,120}\}/,
  /#\{[^{}]{0,120}\}/,
  /<%[^<>%]{0,120}%>/,
];

/** Forms that may also be a part of something sound, such as `/$metadata` in a URI. A token holds none of them. */
const loose: readonly RegExp[] = [
  /\$\([^()]{0,120}\)/,
  /\$env:\w{1,80}/i,
  /^\$[A-Za-z_]\w{0,80}(?=$|[:.])/,
  /%\([A-Za-z_]\w{0,80}\)s/,
  /%[A-Za-z_][A-Za-z0-9_]{2,80}%(?![0-9A-Fa-f]{2})/,
  /%[sv@](?![0-9A-Fa-f])/,
  /\{[A-Za-z_0-9][\w.[\]'"()]{0,80}\}|\{\}/,
];

/** The first variable in the text that was not replaced. */
export function findVariable(text: string): Span | undefined {
  return firstMatch(text, [...braced, ...loose]);
}

/** The same in a list of parameters, whose values may hold a lone dollar or percent sign. */
export function findBracedVariable(text: string): Span | undefined {
  return firstMatch(text, braced);
}

function firstMatch(text: string, patterns: readonly RegExp[]): Span | undefined {
  let first: Span | undefined;
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (!match || match[0].includes(opaque) || (first && match.index >= first.start)) continue;
    first = { start: match.index, end: match.index + match[0].length };
  }
  return first;
}

/** `sure`: nobody means this to be sent. `maybe`: a word that tests and examples use for want of a better one. */
export type Placeholder = 'sure' | 'maybe';

const sure: readonly RegExp[] = [
  /^<[^<>]{1,80}>$/,
  /^\[[^[\]]{1,80}\]$/,
  /^([A-Za-z]{1,12}[-_])?(x{3,80}|X{3,80}|\*{3,80}|#{3,80}|_{3,80}|\.{2,80}|-{3,80})$/,
  /(\.{3}|\*{3}|x{8}|X{8})$/,
  /^(your|insert|paste|put|enter|replace|add|change|fill|copy)[-_ .]?(me|this|here)$/i,
  /^(your|insert|paste|put|enter|replace|add|change|fill|copy)[\w .-]{0,60}(token|key|jwt|secret|credentials?|password|pat|value|string|id|here|me)s?$/i,
  /^(todo|fixme|changeme|redacted|placeholder|tbd)$/i,
  /^(b64|base64|btoa|encode)\([^()]{0,80}\)$/i,
  /goes[-_ ]?here$/i,
];
const maybe: readonly RegExp[] = [
  /^((my|the|some|an?|this|example|dummy|sample|fake|test|mock|demo|valid|invalid|bad|wrong|secret|access|auth|bearer|jwt|oauth|id|refresh)[-_ .]?){0,2}(api[-_ ]?)?(token|key|jwt|secret|credentials?|pat|password|value|string)[-_ .]?\d{0,4}$/i,
  /^(foo|bar|baz|test|abc|abc123|123|1234|12345|123456|asdf|qwerty|example|dummy|sample|fake|mock|demo)$/i,
];

/** The end of a token that was copied from where it is shown cut short, or with its middle hidden. */
export function isCut(text: string): boolean {
  return text.length > 6 && /(\.{3}|\*{3}|x{8}|X{8})$/.test(text) && /[A-Za-wyz0-9]{4}/.test(text);
}

export function placeholderKind(text: string): Placeholder | undefined {
  if (text.length > 120) return undefined;
  if (sure.some(pattern => pattern.test(text))) return 'sure';
  return maybe.some(pattern => pattern.test(text)) ? 'maybe' : undefined;
}

/** Pieces in angle brackets inside a longer value, as in `<user>:<password>`. */
export function findBracketed(text: string): Span | undefined {
  const match = /<[A-Za-z][\w .-]{0,60}>/.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
