import { argumentsOf, closingOf } from './brackets.ts';
import { listJoins, separatedJoins } from './calls.ts';
import { plainText } from './literal.ts';
import type { Token } from './scan.ts';
import type { Source } from './site.ts';

// Values that a call joins with a separator: which they are, and what is put between them. Undefined where the text
// does not tell either.

export interface Joined {
  readonly values: readonly Range[];
  readonly separator: string;
}

/** Indexes of tokens; `to` is the first that is not in it. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** `strings.Join(list, " ")`, `String.join(" ", a, b)`, `implode(' ', [a, b])`, `paste(a, b, sep = "")`. */
export function joinedByCall(
  source: Source,
  tokens: readonly Token[],
  open: number,
  callee: string,
): Joined | undefined {
  const given = argumentsOf(tokens, open);
  if (source.language === 'r') return callee === 'paste' ? joinedByPaste(source, tokens, given) : undefined;
  const join = separatedJoins[source.language];
  if (!join?.name.test(callee)) return undefined;
  const [first, ...others] = given;
  if (!first) return undefined;
  const separator = textAt(source, tokens, join.separator === 'first' ? first : others[0]) ?? usual(join, others);
  const values = join.separator === 'last' ? [first] : others;
  const [only] = values;
  const listed = values.length === 1 && only ? elementsOf(tokens, only) : values;
  return separator === undefined || !listed ? undefined : { values: listed, separator };
}

function usual({ usual: text }: { readonly usual?: string }, others: readonly Range[]): string | undefined {
  return others.length === 0 ? text : undefined;
}

/** `" ".join([a, b])`: the bracket of the call is at `open`. */
export function joinedByString(tokens: readonly Token[], open: number, separator: string): Joined | undefined {
  const [only, another] = argumentsOf(tokens, open);
  const values = only && !another ? elementsOf(tokens, only) : undefined;
  return values && { values, separator };
}

/** `listOf(a, b).joinToString(" ")`: the brackets of the list and of the call. */
export function joinedByMethod(
  source: Source,
  tokens: readonly Token[],
  list: number,
  method: string,
  call: number | undefined,
): Joined | undefined {
  if (!Object.hasOwn(listJoins, method)) return undefined;
  const given = call === undefined ? [] : argumentsOf(tokens, call);
  const separator = given.length === 0 ? listJoins[method] : textAt(source, tokens, given[0]);
  return separator === undefined ? undefined : { values: argumentsOf(tokens, list), separator };
}

function joinedByPaste(source: Source, tokens: readonly Token[], given: readonly Range[]): Joined | undefined {
  const isNamed = ({ from }: Range) => tokens[from]?.kind === 'name' && tokens[from + 1]?.text === '=';
  const between = given.find(range => isNamed(range) && tokens[range.from]?.text === 'sep');
  const separator = between ? textAt(source, tokens, between) : ' ';
  return separator === undefined ? undefined : { values: given.filter(range => !isNamed(range)), separator };
}

/** The elements of a list that is written out: `[a, b]`, `[]string{a, b}`, `new[] {a, b}`, `Arrays.asList(a, b)`. */
function elementsOf(tokens: readonly Token[], { from, to }: Range): Range[] | undefined {
  for (let at = from; at < to; at++) {
    const { text, kind } = tokens[at] ?? { text: '', kind: 'operator' };
    const opens = text === '(' || text === '[' || text === '{';
    if (opens && closingOf(tokens, at) === to - 1) return argumentsOf(tokens, at);
    if (!opens && text !== ']' && text !== '.' && text !== '&' && kind !== 'name') return undefined;
  }
  return undefined;
}

/** The text of a range that is one string, with or without a label. */
function textAt(source: Source, tokens: readonly Token[], range: Range | undefined): string | undefined {
  const last = range && tokens[range.to - 1];
  if (!range || !last?.segment) return undefined;
  const labelled = /^[:=]$/.test(tokens[range.to - 2]?.text ?? '') && range.to - range.from === 3;
  return labelled || range.to - range.from === 1 ? plainText(source.text, last.segment, source.language) : undefined;
}
