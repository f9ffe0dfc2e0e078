import { argumentCount } from '../brackets.ts';
import { formatCall, formatWord } from '../calls.ts';
import { expressionAt, type Value } from '../expression.ts';
import { fillFormat } from '../format.ts';
import { matchHeaderName } from '../header-name.ts';
import { piecesOf } from '../literal.ts';
import type { Token } from '../scan.ts';
import type { Enclosing, LiteralPiece, Piece, Source } from '../site.ts';
import type { Found } from './build.ts';
import { type Command, holdsCommand, holdsObject } from './command.ts';
import { enclosingOf, lastName } from './enclosing.ts';
import { headerLine, linePair } from './header-line.ts';
import { helpers } from './helpers.ts';
import { shortText, valueAfter, valueBefore, valueBeside, wordAt } from './value-position.ts';

/** Called with a header to look at it or talk about it, not to send it. */
const looking =
  /^(?:starts_?with|ends_?with|has_?prefix|hasprefix|trim_?prefix|trimprefix|trim_?start|remove_?prefix|replace|replace_?all|replace_?first|split|contains|includes?|index_?of|match|matches|test|equals?|equals_?ignore_?case|eq|strcmp|strstr|strcasestr|grepl?|strcasecmp|strncasecmp|strncmp|str_starts_with|strpos|stripos|preg_match|compare|to_?be|to_?equal|to_?match|to_?contain|to_?strict_?equal|is|is_?equal_?to|is_?equal|same|strict_?equal|deep_?equal|assert\w*|expect\w*|should\w*|verify\w*|\w*exception|\w*error|log|debug|info|warn|warning|print|println|printf|eprintln|puts|echo|write_?line|writeline|console|logger|log(?!in)\w*|error_log|write_?host|write_?output|cout|cerr|say|p|describe|it|context|scenario|t|i18n|gettext|throw|raise|panic|fatal|fatalf|errorf|logf|infof|debugf|skip|regex|regexp|re_?compile|compile|label|title|placeholder|message|description|html|text|has_?property|to_?have\w*|substring_?after|remove|remove_?suffix|has_?suffix|slice|substr|cut_?prefix|strip_?prefix|fail)$/i;

/** Keys whose text is for people. */
const describing =
  /desc|detail|summary|help|example|doc|title|label|usage|hint|message|note|comment|text|placeholder|error|reason/i;

/** No token is longer; what goes on is not one header. */
const longestValue = 2000;

/** Finds the headers among the tokens of a window. */
export class Finder {
  readonly commands: Command[] = [];
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  readonly #hits: readonly number[];
  readonly #report: (found: Found) => void;
  /** Strings that belong to a site already, by their start. */
  readonly #taken = new Set<number>();

  constructor(source: Source, tokens: readonly Token[], hits: readonly number[], report: (found: Found) => void) {
    this.#source = source;
    this.#tokens = tokens;
    this.#hits = hits;
    this.#report = report;
  }

  run(): void {
    for (let at = 0; at < this.#tokens.length; at++) {
      const token = this.#tokens[at];
      if (token?.kind === 'string') this.#key(at, shortText(this.#source, token)) || this.#line(at);
      else if (token?.kind === 'name' && token.text.length >= 6)
        this.#bareLine(at) || this.#key(at, token.text) || this.#helper(at);
    }
    for (let at = 0; at < this.#tokens.length; at++) if (this.#tokens[at]?.kind === 'string') this.#lone(at);
  }

  /** A name in a key, an argument or a member, with the value that goes with it. */
  #key(at: number, written: string): boolean {
    const match = written === '' ? undefined : matchHeaderName(written);
    if (!match) return false;
    const token = this.#tokens[at];
    const nameSpan = token?.segment
      ? { start: token.segment.innerStart, end: token.segment.innerEnd }
      : { start: token?.start ?? 0, end: token?.end ?? 0 };
    const before = valueBefore(this.#source, this.#tokens, at);
    const start = before ?? valueBeside(this.#source, this.#tokens, at) ?? valueAfter(this.#source, this.#tokens, at);
    if (start === undefined) return false;
    const enclosing = this.#enclosing(at);
    const callee = before !== undefined ? 'setValue' : enclosing[0]?.bracket === '(' ? enclosing[0].callee : '';
    if (looking.test(lastName(callee))) return false;
    const expression = expressionAt(this.#source, this.#tokens, start);
    // `authorization = "Authorization: Bearer …"`: a variable named for the header holds the whole line.
    if (token?.kind === 'name' && this.#tokens[start - 1]?.text === '=' && this.#isHeaderLine(expression.alternatives))
      return false;
    const form = before !== undefined || this.#tokens[start - 1]?.text === ',' ? 'call' : 'pair';
    const scheme = form === 'call' ? loneScheme(expression.alternatives) : undefined;
    if (scheme !== undefined && this.#tokens[expression.end]?.text === ',')
      return this.#helperValue(at, expression.end + 1, { name: lastName(callee), scheme });
    for (const value of expression.alternatives) {
      this.#take(value);
      if (match === 'misspelt' && !beginsWithScheme(value.pieces) && !this.#inHeaders(written, enclosing)) continue;
      this.#report({ form, name: written, nameSpan, pieces: value.pieces, joined: value.joined, callee, enclosing });
    }
    return expression.alternatives.length > 0;
  }

  #isHeaderLine(alternatives: readonly Value[]): boolean {
    const first = alternatives[0]?.pieces[0];
    return first?.kind === 'literal' && headerLine(first.text) !== undefined;
  }

  /** A slip in the very word, as a key of what is plainly an object of headers. */
  #inHeaders(written: string, enclosing: readonly Enclosing[]): boolean {
    return /^auth?o?ri[sz]/i.test(written) && /^(?:\w*headers?)$/i.test(enclosing[0]?.key ?? '');
  }

  #take(value: Value): void {
    for (const piece of value.pieces)
      if (piece.kind === 'literal' && piece.segment) this.#taken.add(piece.segment.start);
  }

  /** `"Authorization: Bearer …"` in a string, by itself or as a line of several. */
  #line(at: number): boolean {
    const token = this.#tokens[at];
    const segment = token?.segment;
    if (!token || !segment) return false;
    const { text } = this.#source;
    if (!this.#holdsHit(segment.innerStart, segment.innerEnd)) return false;
    const pieces = piecesOf(text, segment, this.#source.language);
    if (
      /^[:=]$|^=>$/.test(this.#tokens[at - 1]?.text ?? '') &&
      describing.test(wordAt(this.#source, this.#tokens, at - 2))
    )
      return true;
    const [first] = pieces;
    const enclosing = this.#enclosing(at);
    const callee = enclosing[0]?.bracket === '(' ? enclosing[0].callee : this.#commandBefore(at);
    const header = first?.kind === 'literal' ? headerLine(first.text) : undefined;
    if (first?.kind === 'literal' && header && first.text.slice(0, header.nameStart).trim() === '') {
      const expression = expressionAt(this.#source, this.#tokens, at);
      const [value] = expression.alternatives;
      if (!value || looking.test(lastName(callee))) return true;
      this.#take(value);
      this.#report({
        ...linePair(value.pieces, first, header),
        form: 'argument',
        joined: value.joined,
        callee,
        enclosing,
      });
      return true;
    }
    const language = holdsCommand(pieces) ? 'shell' : holdsObject(pieces) ? 'json' : undefined;
    if (language !== undefined) {
      this.#taken.add(segment.start);
      const isRun = this.#source.language === 'json' && enclosing[0]?.key === 'scripts';
      this.commands.push({ language, token, isRun });
      return true;
    }
    return false;
  }

  /** `Authorization: Bearer …` without quotes: a raw message, or words of a command. No language reads it as code. */
  #bareLine(at: number): boolean {
    const token = this.#tokens[at];
    const scheme = this.#tokens[at + 2];
    if (!token || this.#tokens[at + 1]?.text !== ':' || scheme?.kind !== 'name') return false;
    if (
      !/^(?:Bearer|Basic|Digest)$/i.test(scheme.text) ||
      this.#tokens[at - 1]?.text === '-' ||
      matchHeaderName(token.text) === undefined
    )
      return false;
    const next = this.#tokens[at + 3];
    if (!next || next.kind === 'newline' || /^[,;(.=}]$/.test(next.text)) return false;
    const end = this.#bareEnd(scheme.start);
    const { text, language } = this.#source;
    const interpolates = language === 'shell' ? (['${', '$(', '$name'] as const) : [];
    const segment = {
      kind: 'string' as const,
      start: scheme.start,
      end,
      innerStart: scheme.start,
      innerEnd: end,
      prefix: '',
      interpolates,
      raw: true,
    };
    this.#report({
      form: 'line',
      name: token.text,
      nameSpan: { start: token.start, end: token.end },
      separator: text.slice(token.end, scheme.start),
      pieces: piecesOf(text, segment, language).map(piece =>
        piece.kind === 'literal' ? withoutSegment(piece) : piece,
      ),
      callee: this.#commandBefore(at),
    });
    return true;
  }

  /** The end of the line, or a quote before it that is outside of a command substitution. */
  #bareEnd(from: number): number {
    const { text } = this.#source;
    let depth = 0;
    const limit = Math.min(text.length, from + longestValue);
    for (let at = from; at < limit; at++) {
      const character = text.charAt(at);
      if (character === '\n' || (depth === 0 && /["'`\\]/.test(character)))
        return from + text.slice(from, at).trimEnd().length;
      if (character === '(') depth++;
      else if (character === ')') depth--;
    }
    return limit;
  }

  #holdsHit(start: number, end: number): boolean {
    let low = 0;
    let high = this.#hits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hits[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#hits[low] ?? end) < end;
  }

  /** The word before a string in a command, such as `-H` or `echo`. */
  #commandBefore(at: number): string {
    const before = this.#tokens[at - 1];
    if (this.#source.language !== 'shell') return '';
    const word = before?.text === '=' ? this.#tokens[at - 2] : before;
    return word?.kind === 'name' ? word.text : '';
  }

  #helper(at: number): boolean {
    const token = this.#tokens[at];
    const name = token?.text ?? '';
    if (name === 'AuthenticationHeaderValue') return this.#authenticationHeaderValue(at);
    const helper = Object.hasOwn(helpers, name) ? helpers[name] : undefined;
    if (!helper || !token) return false;
    if (helper.languages && !helper.languages.includes(this.#source.language)) return false;
    let before = at - 1;
    while (this.#tokens[before]?.kind === 'newline') before--;
    if (helper.after && !helper.after.includes(this.#tokens[before]?.text ?? '')) return false;
    const open = this.#tokens[at + 1]?.text;
    if (open !== '(' && open !== ':') return false;
    if (helper.alone && argumentCount(this.#tokens, at + 1) !== 1) return false;
    return this.#helperValue(at, at + 2, { name, scheme: helper.scheme });
  }

  #helperValue(at: number, start: number, helper: NonNullable<Found['helper']>): boolean {
    const token = this.#tokens[at];
    if (!token) return false;
    const expression = expressionAt(this.#source, this.#tokens, start);
    for (const value of expression.alternatives) {
      this.#take(value);
      this.#report({
        form: 'call',
        name: 'Authorization',
        nameSpan: { start: token.start, end: token.end },
        helper,
        pieces: value.pieces,
        joined: value.joined,
        callee: helper.name,
        enclosing: this.#enclosing(at),
      });
    }
    return expression.alternatives.length > 0;
  }

  /** .NET: scheme and parameter are two arguments; with one, all of it is taken for the scheme. */
  #authenticationHeaderValue(at: number): boolean {
    if (this.#tokens[at + 1]?.text !== '(') return false;
    const scheme = expressionAt(this.#source, this.#tokens, at + 2);
    const [first] = scheme.alternatives;
    if (!first || scheme.alternatives.length > 1) return false;
    if (this.#tokens[scheme.end]?.text !== ',')
      return this.#helperValue(at, at + 2, { name: 'AuthenticationHeaderValue', scheme: '' });
    const [piece] = first.pieces;
    if (first.pieces.length !== 1 || piece?.kind !== 'literal') return false;
    this.#take(first);
    return this.#helperValue(at, scheme.end + 1, {
      name: 'AuthenticationHeaderValue',
      scheme: piece.text.trim(),
      schemeSpan: piece.span,
    });
  }

  /** A value that begins with a scheme, where nothing says which header it is for. */
  #lone(at: number): void {
    const token = this.#tokens[at];
    const segment = token?.segment;
    if (!token || !segment || this.#taken.has(segment.start)) return;
    const { text } = this.#source;
    const opening = text.slice(segment.innerStart, segment.innerStart + 16);
    if (!/^ ?(?:bearer|basic)(?![\w-])/i.test(opening) && !/^ ?bearer[^\w\s]/i.test(opening)) return;
    if (comparison(this.#tokens[at - 1]) || comparison(this.#tokens[at + 1])) return;
    if (/^(?:case|when|in|throw|raise)$/.test(this.#tokens[at - 1]?.text ?? '')) return;
    if (this.#commandBefore(at) === 'bearer' && this.#tokens[at - 3]?.text === 'oauth2') {
      this.#helperValue(at, at, { name: '--oauth2-bearer', scheme: 'Bearer' });
      return;
    }
    // Elixir: `{:bearer, token}`
    if (this.#tokens[at - 2]?.text === 'bearer' && this.#tokens[at - 3]?.text === ':') {
      this.#helperValue(at, at, { name: ':bearer', scheme: 'Bearer' });
      return;
    }
    const enclosing = this.#enclosing(at);
    const callee = enclosing[0]?.bracket === '(' ? enclosing[0].callee : '';
    if (looking.test(lastName(callee)) || enclosing.some(bracket => looking.test(lastName(bracket.callee)))) return;
    // A string of several lines that begins with the word is a text about it.
    if (this.#isPrinted(at) || text.slice(segment.innerStart, segment.innerEnd).includes('\n')) return;
    // `sprintf "Bearer%s" token`
    const isFormat = formatWord.test(this.#tokens[at - 1]?.text ?? '');
    const expression = expressionAt(this.#source, this.#tokens, isFormat ? at - 1 : at);
    const [only] = expression.alternatives;
    const value = only && isFormatOf(enclosing[0]) ? { ...only, pieces: fillFormat(only.pieces) } : only;
    const after = this.#tokens[expression.end];
    if (value && !value.pieces.some(piece => piece.kind === 'opaque' || /[${}#]/.test(piece.text.slice(6)))) return;
    if (!value || comparison(after) || after?.text === ':' || after?.text === '=>') return;
    this.#take(value);
    this.#report({
      form: 'assignment',
      name: 'Authorization',
      nameSpan: { start: token.start, end: token.end },
      pieces: value.pieces,
      joined: value.joined,
      callee,
      enclosing,
    });
  }

  /** `print "Bearer: " . $token`: a statement that begins with a word for output needs no parentheses. */
  #isPrinted(at: number): boolean {
    let start = at;
    while (start > Math.max(0, at - 60) && !/^[;{}\n]$/.test(this.#tokens[start - 1]?.text ?? '')) start--;
    const words = this.#tokens.slice(start, Math.min(at, start + 6)).filter(token => token.kind === 'name');
    const written = this.#source.text.slice(this.#tokens[start]?.start ?? 0, this.#tokens[at]?.start ?? 0);
    return /^Write-/i.test(written) || words.some(word => looking.test(word.text));
  }

  #enclosing(at: number): Enclosing[] {
    return enclosingOf(this.#source, this.#tokens, at);
  }
}

/** `String.format("Bearer %s", token)`: the string is what the others fill. */
function isFormatOf(call: Enclosing | undefined): boolean {
  return call?.bracket === '(' && call.index === 0 && formatCall.test(lastName(call.callee));
}

/** A value that is a scheme and no more, as in `request(:authorization, "Bearer", token)`. */
function loneScheme(alternatives: readonly Value[]): string | undefined {
  const [value] = alternatives;
  const [piece] = value?.pieces ?? [];
  if (alternatives.length !== 1 || value?.pieces.length !== 1 || piece?.kind !== 'literal') return undefined;
  return /^(?:Bearer|Basic|Token)$/i.test(piece.text) ? piece.text : undefined;
}

function comparison(token: Token | undefined): boolean {
  return token !== undefined && /^(?:===?|!==?|=~|<=>|~=|eq|ne|is)$/.test(token.text);
}

function withoutSegment(piece: LiteralPiece): LiteralPiece {
  const { segment: _, ...rest } = piece;
  return rest;
}

function beginsWithScheme(pieces: readonly Piece[]): boolean {
  const [first] = pieces;
  return first?.kind === 'literal' && /^\s*(?:Bearer|Basic|Token|Digest|Negotiate|JWT|Bot)\b/i.test(first.text);
}
