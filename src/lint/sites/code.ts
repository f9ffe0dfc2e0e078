import { closingOf, expressionAt, slicePiece, type Value } from '../expression.ts';
import { matchHeaderName } from '../header-name.ts';
import { piecesOf, plainText } from '../literal.ts';
import { firstEndingAfter, lineEnd, lineStart, scanSegments, type Token, tokensIn } from '../scan.ts';
import type { Enclosing, LiteralPiece, Piece, Site, Source } from '../site.ts';
import { buildSite, type Found } from './build.ts';
import { commandSites, holdsCommand } from './command.ts';
import { helpers } from './helpers.ts';

// Headers in program text: keys and their values, header lines in strings, helpers that add a scheme, and values that
// begin with a scheme where no name is in sight.

const windowBefore = 1500;
const windowAfter = 2500;

/** What a file must hold for a site to be in it; the same words say where to look. */
export const hit = /authori|bearer|basic/gi;

export function codeSites(source: Source, file: string, from = 0, to = source.text.length): Site[] {
  const sites: Site[] = [];
  const report = (found: Found) => sites.push(buildSite(source, file, found));
  const lines = commandLines(source, from, to);
  for (const line of lines) {
    const shell = { ...source, language: 'shell', segments: scanSegments(source.text, 'shell', line.start, line.end) };
    sites.push(...codeSites(shell, file, line.start, line.end));
  }
  const inLine = (token: Token) => lines.some(line => token.start >= line.start && token.start < line.end);
  for (const window of windowsOf(source, from, to)) {
    const tokens = tokensIn(source.text, source.segments, window.from, window.to);
    const finder = new Finder(
      source,
      lines.length > 0 ? tokens.filter(token => !inLine(token)) : tokens,
      window.hits,
      report,
    );
    finder.run();
    for (const segment of finder.commands) sites.push(...commandSites(source, file, segment));
  }
  return sites;
}

/** `-H "…"` outside of any string, in a language that is no shell: a line of a command in a sample or fragment. */
function commandLines(source: Source, from: number, to: number): { start: number; end: number }[] {
  if (/^(?:shell|batch|powershell)$/.test(source.language)) return [];
  const found: { start: number; end: number }[] = [];
  const pattern = /(?:^|\s)(?:-H|--header)[ =]["'][A-Z]/gim;
  pattern.lastIndex = from;
  for (let match = pattern.exec(source.text); match && match.index < to; match = pattern.exec(source.text)) {
    const segment = source.segments[firstEndingAfter(source.segments, match.index + 1)];
    if (segment && segment.start <= match.index + 1) continue;
    const start = Math.max(from, lineStart(source.text, match.index + 1));
    const end = lineEnd(source.text, match.index + 1, to);
    found.push({ start, end });
    pattern.lastIndex = Math.max(pattern.lastIndex, end);
  }
  return found;
}

interface Window {
  readonly from: number;
  to: number;
  /** Where the words stand that were looked for, in order. */
  readonly hits: number[];
}

/** The stretches around hits in code and strings, merged; comments and regular expressions count for nothing. */
function windowsOf(source: Source, from: number, to: number): Window[] {
  const { text, segments } = source;
  const windows: Window[] = [];
  const pattern = new RegExp(hit.source, 'gi');
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match && match.index < to; match = pattern.exec(text)) {
    const at = match.index;
    const segment = segments[firstEndingAfter(segments, at)];
    if (segment && segment.start <= at && segment.kind !== 'string' && segment.kind !== 'heredoc') {
      pattern.lastIndex = Math.max(pattern.lastIndex, Math.min(segment.end, to));
      continue;
    }
    // Whole lines, but no more of a minified one than its share.
    const start = Math.max(from, lineStart(text, Math.max(from, at - windowBefore)), at - 2 * windowBefore);
    const end = Math.min(to, lineEnd(text, Math.min(to, at + windowAfter), to), at + 2 * windowAfter);
    const last = windows.at(-1);
    if (last && start <= last.to) {
      last.to = Math.max(last.to, end);
      last.hits.push(at);
    } else windows.push({ from: start, to: end, hits: [at] });
  }
  return windows;
}

const separators = new Set([':', '=>', '=', ',', '->', ':=', '<-', 'to', '+=']);
const keyWords = /^(?:name|key|header|header_?name|field|k|headerKey|Name|Key)$/;
const valueWords = /^(?:value|headerValue|header_value|val|v|Value)$/;
const valueFirst = /^(?:forHTTPHeaderField|forHeader|forKey|forHeaderField|forHTTPHeader)$/;
const valueMethods = /^(?:setValue|addValue|setObject|setHTTPHeader|set|add|addHeader)$/;
/** Called with a header to look at it or talk about it, not to send it. */
const looking =
  /^(?:starts_?with|ends_?with|has_?prefix|hasprefix|trim_?prefix|trimprefix|trim_?start|remove_?prefix|replace|replace_?all|replace_?first|split|contains|includes?|index_?of|match|matches|test|equals?|equals_?ignore_?case|eq|strcmp|strstr|strcasestr|grepl?|strcasecmp|strncasecmp|strncmp|str_starts_with|strpos|stripos|preg_match|compare|to_?be|to_?equal|to_?match|to_?contain|to_?strict_?equal|is|is_?equal_?to|is_?equal|same|strict_?equal|deep_?equal|assert\w*|expect\w*|should\w*|verify\w*|\w*exception|\w*error|log|debug|info|warn|warning|print|println|printf|eprintln|puts|echo|write_?line|writeline|console|logger|log(?!in)\w*|error_log|write_?host|write_?output|cout|cerr|say|p|describe|it|context|scenario|t|i18n|gettext|throw|raise|panic|fatal|fatalf|errorf|logf|infof|debugf|skip|regex|regexp|re_?compile|compile|label|title|placeholder|message|description|html|text|has_?property|to_?have\w*|substring_?after|remove|remove_?suffix|has_?suffix|slice|substr|cut_?prefix|strip_?prefix|fail)$/i;

class Finder {
  readonly commands: Token[] = [];
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
      if (token?.kind === 'string') this.#key(at, this.#short(token)) || this.#line(at);
      else if (token?.kind === 'name' && token.text.length >= 6)
        this.#bareLine(at) || this.#key(at, token.text) || this.#helper(at);
    }
    for (let at = 0; at < this.#tokens.length; at++) if (this.#tokens[at]?.kind === 'string') this.#lone(at);
  }

  #short(token: Token): string {
    if (!token.segment || token.end - token.start > 48) return '';
    return plainText(this.#source.text, token.segment, this.#source.language) ?? '';
  }

  /** A name in a key, an argument or a member, with the value that goes with it. */
  #key(at: number, written: string): boolean {
    const match = written === '' ? undefined : matchHeaderName(written);
    if (!match) return false;
    const token = this.#tokens[at];
    const nameSpan = token?.segment
      ? { start: token.segment.innerStart, end: token.segment.innerEnd }
      : { start: token?.start ?? 0, end: token?.end ?? 0 };
    const before = this.#valueBefore(at);
    const start = before ?? this.#valueBeside(at) ?? this.#valueAfter(at);
    if (start === undefined) return false;
    const enclosing = this.#enclosing(at);
    const callee = before !== undefined ? 'setValue' : enclosing[0]?.bracket === '(' ? enclosing[0].callee : '';
    if (looking.test(lastName(callee))) return false;
    const expression = expressionAt(this.#source, this.#tokens, start);
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

  /** A slip in the very word, as a key of what is plainly an object of headers. */
  #inHeaders(written: string, enclosing: readonly Enclosing[]): boolean {
    return /^auth?o?ri[sz]/i.test(written) && /^(?:\w*headers?)$/i.test(enclosing[0]?.key ?? '');
  }

  #take(value: Value): void {
    for (const piece of value.pieces)
      if (piece.kind === 'literal' && piece.segment) this.#taken.add(piece.segment.start);
  }

  /** `setValue(v, forHTTPHeaderField: "Authorization")` and its Objective-C form. */
  #valueBefore(at: number): number | undefined {
    const label = this.#tokens[at - 2];
    if (this.#tokens[at - 1]?.text !== ':' || !label || !valueFirst.test(label.text)) return undefined;
    for (let back = at - 3, depth = 0; back >= Math.max(0, at - 120); back--) {
      const text = this.#tokens[back]?.text ?? '';
      if (text === ')' || text === ']' || text === '}') depth++;
      else if ((text === '(' || text === '[' || text === '{') && depth-- === 0)
        return text === '(' ? back + 1 : undefined;
      else if (depth === 0 && text === ':' && valueMethods.test(this.#tokens[back - 1]?.text ?? '')) return back + 1;
    }
    return undefined;
  }

  /** `{ name: "Authorization", value: v }` in whatever notation. */
  #valueBeside(at: number): number | undefined {
    const sign = this.#tokens[at - 1]?.text;
    if (sign !== ':' && sign !== '=' && sign !== '=>') return undefined;
    if (!keyWords.test(this.#word(at - 2))) return undefined;
    for (let next = at + 1; next < at + 16; next++) {
      const token = this.#tokens[next];
      if (!token || token.text === '}' || token.text === ')') return undefined;
      const after = this.#tokens[next + 1]?.text;
      if (valueWords.test(this.#word(next)) && (after === ':' || after === '=' || after === '=>')) return next + 2;
    }
    return undefined;
  }

  #word(at: number): string {
    const token = this.#tokens[at];
    return token?.kind === 'string' ? this.#short(token) : (token?.text ?? '');
  }

  #valueAfter(at: number): number | undefined {
    let next = at + 1;
    while (
      this.#tokens[next]?.text === '.' &&
      /^(?:as_str|to_string|into|toString|name|headerName|value|to_owned|rawValue|lowercased|toLowerCase|String|as_ref)$/.test(
        this.#tokens[next + 1]?.text ?? '',
      )
    ) {
      next += 2;
      if (this.#tokens[next]?.text === '(') next = closingOf(this.#tokens, next) + 1;
    }
    if (this.#tokens[next]?.text === '?' && this.#tokens[next + 1]?.text === ':') return undefined;
    if (this.#tokens[next]?.text === ']') next++;
    else if (this.#tokens[next]?.text === '}') return undefined;
    const separator = this.#tokens[next];
    if (separator?.kind === 'string' && next === at + 1 && this.#isDirective(at)) return next;
    if (!separator || !separators.has(separator.text)) return undefined;
    if (separator.text === ',' && !this.#isPair(at)) return undefined;
    let value = next + 1;
    while (this.#tokens[value]?.kind === 'newline') value++;
    const first = this.#tokens[value];
    if (!first || first.text === ',' || first.text === ';') return undefined;
    if (this.#source.language === 'shell' && first.kind === 'name' && separator.text === ':') return undefined;
    return value;
  }

  /** `proxy_set_header Authorization "…"`, `RequestHeader set Authorization "…"` and the like. */
  #isDirective(at: number): boolean {
    const before = `${this.#tokens[at - 3]?.text ?? ''}${this.#tokens[at - 2]?.text ?? ''}${this.#tokens[at - 1]?.text ?? ''}`;
    return /(?:set_header|set-header|add-header|add_header|header_up|RequestHeader(?:set|add|append)|Header(?:set|add)|_param|setHeader)$/.test(
      before,
    );
  }

  /** Whether a comma after the token at `at` can part a name from its value: it is the first of its bracket, or alone. */
  #isPair(at: number): boolean {
    return this.#tokens[at + 2]?.text !== ')' && this.#tokens[at + 2]?.text !== ']';
  }

  /** `"Authorization: Bearer …"` in a string, by itself or as a line of several. */
  #line(at: number): boolean {
    const token = this.#tokens[at];
    const segment = token?.segment;
    if (!token || !segment) return false;
    const { text } = this.#source;
    if (!this.#holdsHit(segment.innerStart, segment.innerEnd)) return false;
    const pieces = piecesOf(text, segment, this.#source.language);
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
    if (holdsCommand(pieces)) {
      this.#taken.add(segment.start);
      this.commands.push(token);
      return true;
    }
    return false;
  }

  /** `Authorization: Bearer …` without quotes: a raw message, or words of a command. No language reads it as code. */
  #bareLine(at: number): boolean {
    const token = this.#tokens[at];
    const scheme = this.#tokens[at + 2];
    if (!token || this.#tokens[at + 1]?.text !== ':' || scheme?.kind !== 'name') return false;
    if (!/^(?:Bearer|Basic|Token|Digest)$/i.test(scheme.text) || matchHeaderName(token.text) === undefined)
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
    for (let at = from; at < text.length; at++) {
      const character = text.charAt(at);
      if (character === '\n' || (depth === 0 && /["'`\\]/.test(character)))
        return from + text.slice(from, at).trimEnd().length;
      if (character === '(') depth++;
      else if (character === ')') depth--;
    }
    return text.length;
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
    if (this.#source.language !== 'shell' || before?.kind !== 'name') return '';
    return before.text;
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
    return this.#helperValue(at, at + 2, { name, scheme: helper.scheme });
  }

  #helperValue(at: number, start: number, helper: { name: string; scheme: string }): boolean {
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
    return this.#helperValue(at, scheme.end + 1, { name: 'AuthenticationHeaderValue', scheme: piece.text.trim() });
  }

  /** A value that begins with a scheme, where nothing says which header it is for. */
  #lone(at: number): void {
    const token = this.#tokens[at];
    const segment = token?.segment;
    if (!token || !segment || this.#taken.has(segment.start)) return;
    const opening = this.#source.text.slice(segment.innerStart, segment.innerStart + 16);
    if (!/^ ?(?:bearer|basic)(?![\w-])/i.test(opening) && !/^ ?bearer[^\w\s]/i.test(opening)) return;
    if (comparison(this.#tokens[at - 1]) || comparison(this.#tokens[at + 1])) return;
    if (/^(?:case|when|in|throw|raise)$/.test(this.#tokens[at - 1]?.text ?? '')) return;
    const enclosing = this.#enclosing(at);
    const callee = enclosing[0]?.bracket === '(' ? enclosing[0].callee : '';
    if (looking.test(lastName(callee)) || enclosing.some(bracket => looking.test(lastName(bracket.callee)))) return;
    if (this.#isPrinted(at)) return;
    const expression = expressionAt(this.#source, this.#tokens, at);
    const [value] = expression.alternatives;
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
    while (start > 0 && !/^[;{}\n]$/.test(this.#tokens[start - 1]?.text ?? '')) start--;
    const words = this.#tokens.slice(start, Math.min(at, start + 6)).filter(token => token.kind === 'name');
    const written = this.#source.text.slice(this.#tokens[start]?.start ?? 0, this.#tokens[at]?.start ?? 0);
    return /^Write-/i.test(written) || words.some(word => looking.test(word.text));
  }

  #enclosing(at: number): Enclosing[] {
    return enclosingOf(this.#source, this.#tokens, at);
  }
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

function lastName(callee: string): string {
  return callee
    .slice(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf('>'), callee.lastIndexOf(':')) + 1)
    .replace(/!$/, '');
}

/** The brackets around the token at `at`, innermost first: at most five, within reach. */
export function enclosingOf(source: Source, tokens: readonly Token[], at: number): Enclosing[] {
  const found: Enclosing[] = [];
  let depth = 0;
  let index = 0;
  for (let back = at - 1; back >= Math.max(0, at - 500) && found.length < 5; back--) {
    const text = tokens[back]?.text ?? '';
    if (text === ')' || text === ']' || text === '}') depth++;
    else if (text === ',' && depth === 0) index++;
    else if (text === '(' || text === '[' || text === '{') {
      if (depth > 0) {
        depth--;
        continue;
      }
      const close = closingOf(tokens, back, Math.min(tokens.length, back + 3000));
      found.push({
        bracket: text,
        span: { start: tokens[back]?.start ?? 0, end: tokens[Math.min(close, tokens.length - 1)]?.end ?? 0 },
        callee: text === '(' ? calleeBefore(tokens, back) : '',
        index,
        key: keyBefore(source, tokens, back),
      });
      index = 0;
    }
  }
  return found;
}

/** The names and dots before a bracket, such as `axios.post`. */
function calleeBefore(tokens: readonly Token[], open: number): string {
  let callee = '';
  for (let back = open - 1; back >= Math.max(0, open - 12); back--) {
    const token = tokens[back];
    if (!token) break;
    const wantsName = callee === '' || /^(?:\.|::|->|\?\.|!)/.test(callee);
    if (
      token.kind === 'name'
        ? !wantsName
        : !/^(?:\.|::|->|\?\.|!)$/.test(token.text) || (callee === '' && token.text !== '!')
    )
      break;
    callee = token.text + callee;
  }
  return callee;
}

function keyBefore(source: Source, tokens: readonly Token[], open: number): string {
  let back = open - 1;
  while (
    back > 0 &&
    /^(?:new|\(|@|Headers|HttpHeaders|array|map|Map|string|\]|\[|&|http|\.|Header|of|mapOf|hashMapOf|dict)$/.test(
      tokens[back]?.text ?? '',
    )
  )
    back--;
  const sign = tokens[back]?.text ?? '';
  if (sign !== ':' && sign !== '=>' && sign !== '=' && sign !== ':=') return '';
  const key = tokens[back - 1];
  if (key?.kind === 'name') return key.text;
  return key?.segment ? (plainText(source.text, key.segment, source.language) ?? '') : '';
}

function withoutSegment(piece: LiteralPiece): LiteralPiece {
  const { segment: _, ...rest } = piece;
  return rest;
}

interface Line {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
}

/** `Authorization: …` at the start of a text; a name with a scheme but no colon counts, so that a rule can say so. */
export function headerLine(text: string): Line | undefined {
  const match =
    /^[ \t]*(?:[><] )?([A-Za-z][A-Za-z_-]{7,30})([ \t]*:[ \t]*|[ \t]*=[ \t]*(?=(?:Bearer|Basic|Token)\s)|[ \t]+(?=(?:Bearer|Basic|Token|Digest)\s+(?:\S{3}|$)))/i.exec(
      text,
    );
  const name = match?.[1] ?? '';
  const kind = match ? matchHeaderName(name) : undefined;
  if (!match || !kind) return undefined;
  if (kind === 'misspelt' && !/^(?:Bearer|Basic|Token|Digest|Negotiate)\b/i.test(text.slice(match[0].length)))
    return undefined;
  const nameStart = match[0].indexOf(name);
  return { nameStart, nameEnd: nameStart + name.length, valueStart: match[0].length };
}

/** Name and value of a header that is written in one literal, whose value may go on in other pieces. */
export function linePair(
  pieces: readonly Piece[],
  first: Extract<Piece, { kind: 'literal' }>,
  line: Line,
): Pick<Found, 'name' | 'nameSpan' | 'separator' | 'pieces'> {
  const rest = slicePiece(first, line.valueStart, first.text.length);
  const following = pieces.slice(1);
  const value = cutAtLineBreak(rest.text === '' && following.length > 0 ? following : [rest, ...following]);
  return {
    name: first.text.slice(line.nameStart, line.nameEnd),
    nameSpan: { start: first.offsets[line.nameStart] ?? 0, end: first.offsets[line.nameEnd] ?? 0 },
    separator: first.text.slice(line.nameEnd, line.valueStart),
    pieces: value,
  };
}

/** A line break that another header, or nothing, follows ends the value. */
function cutAtLineBreak(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const at = piece.kind === 'literal' ? piece.text.search(/\r?\n/) : -1;
    if (piece.kind === 'opaque' || at < 0) {
      kept.push(piece);
      continue;
    }
    const rest = piece.text.slice(at).replace(/^\r?\n/, '');
    const ends =
      /^(?:\s*$|[A-Za-z-]+:|\s)/.test(rest) &&
      (rest !== '' || index < pieces.length - 1 || /^\r\n/.test(piece.text.slice(at)));
    kept.push(ends ? slicePiece(piece, 0, at) : piece);
    if (ends) break;
  }
  return kept;
}

function beginsWithScheme(pieces: readonly Piece[]): boolean {
  const [first] = pieces;
  return first?.kind === 'literal' && /^\s*(?:Bearer|Basic|Token|Digest|Negotiate|JWT|Bot)\b/i.test(first.text);
}
