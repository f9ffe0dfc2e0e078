import { argumentCount, argumentsOf, closingOf, commaBefore, skipNewlines } from './brackets.ts';
import { callChain } from './call-chain.ts';
import {
  branching,
  comparing,
  elseWords,
  formatCall,
  formatMethod,
  formatWord,
  joinCall,
  keepMethod,
  replaceMethod,
  transparent,
} from './calls.ts';
import { continues, endsOpen, isAdjacent, isFormatOperator, touches } from './continuation.ts';
import { fillFormat, literal } from './format.ts';
import { type Joined, joinedByCall, joinedByMethod, joinedByString } from './joins.ts';
import type { Language } from './languages.ts';
import { languageById } from './languages.ts';
import { cutTemplateEnd, piecesOf, plainText } from './literal.ts';
import type { Segment, Token } from './scan.ts';
import type { OpaquePiece, Piece, Source } from './site.ts';

// Reads a value expression as far as its text tells: literals, joins, formats, conversions that keep the text. What it
// does not know is one opaque piece, so that a rule can never take a variable for text.

export interface Value {
  readonly pieces: readonly Piece[];
  /** How literals were joined: one after the other in the value, or by filling a format. */
  readonly joined: boolean;
}

export interface Expression {
  /** More than one for `a ? b : c`, `a || b` and `b if a else c`. */
  readonly alternatives: readonly Value[];
  /** The index of the first token after the expression. */
  readonly end: number;
}

export function expressionAt(source: Source, tokens: readonly Token[], start: number, limit = 400): Expression {
  return new Reader(source, tokens, Math.min(tokens.length, start + limit)).expression(start, 0);
}

class Reader {
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  readonly #end: number;
  readonly #language: Language;

  constructor(source: Source, tokens: readonly Token[], end: number) {
    this.#source = source;
    this.#tokens = tokens;
    this.#end = end;
    this.#language = languageById(source.language);
  }

  /** PHP and Perl join with a dot; the language of plain text may mean either. */
  get #joinsWithDot(): boolean {
    return this.#language.joins.includes('.') && this.#language.id !== 'text';
  }

  expression(start: number, depth: number): Expression {
    const alternatives: Value[] = [];
    let pieces: Piece[] = [];
    let joined = false;
    let compared = false;
    let at = start;
    let ternary = 0;
    const finish = () => {
      if (pieces.length > 0 && !compared) alternatives.push({ pieces, joined });
      pieces = [];
      joined = false;
      compared = false;
    };
    let expectsTerm = true;
    while (at < this.#end) {
      const token = this.#tokens[at];
      if (!token) break;
      if (token.kind === 'newline') {
        if (!expectsTerm && !continues(this.#language, this.#tokens, at, this.#end)) break;
        at++;
        continue;
      }
      if (expectsTerm) {
        const term = this.#term(at, depth);
        if (!term) break;
        pieces.push(...term.pieces);
        joined ||= term.joined;
        at = term.end;
        expectsTerm = false;
        continue;
      }
      if (token.text === '?' && this.#language.id === 'rust') {
        at++;
      } else if (touches(this.#language, this.#tokens, at)) {
        joined = true;
        expectsTerm = true;
      } else if (this.#language.joins.includes(token.text) && token.kind === 'operator') {
        joined = true;
        expectsTerm = true;
        at++;
      } else if (token.kind === 'string' && isAdjacent(this.#language, this.#tokens, at)) {
        expectsTerm = true;
      } else if (comparing.has(token.text)) {
        compared = true;
        expectsTerm = true;
        at++;
      } else if (branching.has(token.text) || (token.kind === 'name' && elseWords.has(token.text))) {
        if (token.text === ':' && ternary === 0) break;
        if (token.text === '?') {
          // What stands before the question mark is a condition, not a value.
          pieces = [];
          ternary++;
        }
        finish();
        expectsTerm = true;
        at++;
      } else if (isFormatOperator(this.#language, this.#tokens, at)) {
        const from = at + (token.text === '%' ? 1 : 2);
        at = this.#skipTerm(from, depth);
        const isList = this.#tokens[from]?.text === '(';
        pieces = fillFormat(pieces, isList ? this.#given(from, 0) : [this.#opaque(from, at)]);
      } else {
        // An operator that the table does not know joins what ends in a space with what follows on the line.
        const apart = this.#language.id === 'shell' && token.start > (this.#tokens[at - 1]?.end ?? 0);
        if (!apart && !/^[,)\]};:]$|^=>$/.test(token.text) && endsOpen(pieces)) {
          joined = true;
          pieces.push(this.#opaque(at, at + 1));
        }
        break;
      }
    }
    // A fragment that ends after an operator: something follows.
    if (expectsTerm && joined && pieces.length > 0) pieces.push(this.#opaque(at, at));
    finish();
    return { alternatives, end: at };
  }

  #term(start: number, depth: number): { pieces: Piece[]; joined: boolean; end: number } | undefined {
    const token = this.#tokens[start];
    if (!token || depth > 8) return undefined;
    if (token.kind === 'string' && token.segment) return this.#string(start, depth);
    if (token.kind === 'name') return this.#name(start, depth);
    if (token.kind === 'number') return { pieces: [this.#opaque(start, start + 1)], joined: false, end: start + 1 };
    if (token.text === '(' || token.text === '[' || token.text === '{') return this.#group(start, depth);
    if (/^[&*!^~<\\-]$/.test(token.text) && this.#tokens[start + 1]?.kind !== 'newline')
      return this.#term(start + 1, depth + 1);
    return undefined;
  }

  #string(start: number, depth: number): { pieces: Piece[]; joined: boolean; end: number } {
    const token = this.#tokens[start];
    const cut = token?.segment ? this.#afterTemplate(token.segment) : undefined;
    if (cut !== undefined) return { pieces: [this.#opaque(start, cut)], joined: false, end: cut };
    let pieces = token?.segment ? piecesOf(this.#source.text, token.segment, this.#source.language) : [];
    let at = start + 1;
    let joined = false;
    for (;;) {
      const dot = skipNewlines(this.#tokens, at);
      const method = this.#tokens[dot + 1];
      const separator = this.#tokens[dot]?.text ?? '';
      if (!['.', '?.', ':', '->', '|>', '::'].includes(separator) || method?.kind !== 'name') break;
      if (separator === ':' && this.#tokens[dot + 2]?.text !== '(') break;
      if (separator === '.' && this.#joinsWithDot) break;
      const opens = this.#tokens[dot + 2]?.text === '(';
      const close = opens ? closingOf(this.#tokens, dot + 2) : dot + 1;
      const joining =
        opens && method.text === 'join' && token?.segment ? this.#joinedBy(token.segment, dot + 2) : undefined;
      if (joining) {
        pieces = this.#joined(joining, depth);
        joined = true;
      } else if (formatMethod.test(method.text)) pieces = fillFormat(pieces, opens ? this.#given(dot + 2, 0) : []);
      else if (replaceMethod.test(method.text)) pieces = [this.#opaque(start, close + 1)];
      else if (joinCall.test(method.text) && opens) {
        pieces = [...pieces, ...this.#arguments(dot + 2, depth, '')];
        joined = true;
      } else if (!keepMethod.test(method.text)) pieces = [this.#opaque(start, close + 1)];
      at = close + 1;
    }
    return { pieces, joined, end: at };
  }

  /** Python: the string before `.join(…)` is what stands between the values. */
  #joinedBy(segment: Segment, open: number): Joined | undefined {
    if (this.#language.id !== 'python') return undefined;
    const separator = plainText(this.#source.text, segment, 'python');
    return separator === undefined ? undefined : joinedByString(this.#tokens, open, separator);
  }

  #joined({ values, separator }: Joined, depth: number): Piece[] {
    return values.flatMap(({ from, to }, index) => {
      const inner = this.expression(from, depth + 1);
      const [only] = inner.alternatives;
      const known = inner.alternatives.length === 1 && only && skipNewlines(this.#tokens, inner.end) >= to;
      const pieces = known ? only.pieces : [this.#opaque(from, to)];
      if (index === 0 || separator === '') return pieces;
      return [literal(separator, this.#tokens[from]?.start ?? 0), ...pieces];
    });
  }

  #afterTemplate(segment: Segment): number | undefined {
    const close = cutTemplateEnd(this.#source.text, segment, this.#language.id);
    return close === undefined ? undefined : this.#tokens.findIndex(token => token.end > close);
  }

  /** A name with what follows it: members, calls, indexes. Its last call decides what it gives. */
  #name(start: number, depth: number): { pieces: Piece[]; joined: boolean; end: number } {
    const first = this.#tokens[start]?.text ?? '';
    if (
      /^(?:new|await|return|const|static|final|echo|yield|auto|move|lambda|typeof|void|try|std_move|not)$/.test(first)
    ) {
      const term = this.#term(skipNewlines(this.#tokens, start + 1), depth + 1);
      if (term) return /^(?:await|new|not)$/.test(first) ? this.#withWord(start, term) : term;
    }
    const {
      end: at,
      callee,
      last,
      calls,
      list,
    } = callChain(this.#source, this.#tokens, this.#language, start, this.#end);
    const format = this.#formatWithoutBrackets(at, callee);
    if (format) return format;
    const opaque = { pieces: [this.#opaque(start, at)], joined: false, end: at };
    const joining =
      list !== undefined && calls <= 2
        ? joinedByMethod(this.#source, this.#tokens, list, callee, calls === 2 ? last?.open : undefined)
        : calls === 1 && last
          ? joinedByCall(this.#source, this.#tokens, last.open, last.callee)
          : undefined;
    if (joining) return { pieces: this.#joined(joining, depth), joined: true, end: at };
    if (!last || calls > 1) return opaque;
    if (formatCall.test(last.callee)) {
      const inner = this.#arguments(last.open, depth, 'first');
      return inner.some(piece => piece.kind === 'literal')
        ? {
            pieces:
              argumentCount(this.#tokens, last.open) < 2 && last.callee !== 'format!'
                ? inner
                : fillFormat(inner, this.#given(last.open, 1)),
            joined: false,
            end: at,
          }
        : opaque;
    }
    if (joinCall.test(last.callee)) return { pieces: this.#arguments(last.open, depth, ''), joined: true, end: at };
    if (transparent.test(last.callee)) {
      const inner = this.expression(skipNewlines(this.#tokens, last.open + 1), depth + 1);
      const [only] = inner.alternatives;
      if (inner.alternatives.length === 1 && only?.pieces.some(piece => piece.kind === 'literal'))
        return { pieces: [...only.pieces], joined: only.joined, end: at };
    }
    return opaque;
  }

  /** `sprintf "Bearer %s" token`: the format and what fills it follow without brackets. */
  #formatWithoutBrackets(at: number, callee: string): { pieces: Piece[]; joined: boolean; end: number } | undefined {
    const segment = this.#tokens[at]?.segment;
    if (!segment || !formatWord.test(callee)) return undefined;
    let end = at + 1;
    while (/^(?:name|string|number)$/.test(this.#tokens[end]?.kind ?? '') || this.#tokens[end]?.text === '.') end++;
    return {
      pieces: fillFormat(piecesOf(this.#source.text, segment, this.#language.id)),
      joined: false,
      end: this.#tokens[end]?.text === '(' ? closingOf(this.#tokens, end) + 1 : end,
    };
  }

  /** `await token()` is one opaque piece, the word included. */
  #withWord(start: number, term: { pieces: Piece[]; joined: boolean; end: number }) {
    const [only] = term.pieces;
    const whole = term.pieces.length === 1 && only?.kind === 'opaque' && !only.interpolated;
    return whole ? { ...term, pieces: [this.#opaque(start, term.end)] } : term;
  }

  #group(start: number, depth: number): { pieces: Piece[]; joined: boolean; end: number } {
    if (this.#language.id === 'objective-c' && this.#tokens[start]?.text === '[') return this.#message(start, depth);
    const close = closingOf(this.#tokens, start);
    if (/^(?:str|concat|string-append)$/.test(this.#tokens[start + 1]?.text ?? '') && this.#language.id === 'clojure')
      return { pieces: this.#sequence(start + 2, close, depth), joined: true, end: close + 1 };
    let at = close + 1;
    let methodCall = '';
    let methodOpen: number | undefined;
    let changed = false;
    while (
      at < this.#end &&
      ['.', '?.'].includes(this.#tokens[at]?.text ?? '') &&
      this.#tokens[at + 1]?.kind === 'name'
    ) {
      if (this.#language.joins.includes('.') && this.#tokens[at + 2]?.text !== '(') break;
      methodCall = this.#tokens[at + 1]?.text ?? '';
      if (/64|hex/i.test(methodCall)) changed = true;
      methodOpen = this.#tokens[at + 2]?.text === '(' ? at + 2 : undefined;
      at = methodOpen === undefined ? at + 2 : closingOf(this.#tokens, methodOpen) + 1;
    }
    const opaque = { pieces: [this.#opaque(start, at)], joined: false, end: at };
    if (changed) return opaque;
    const joining =
      this.#tokens[start]?.text === '['
        ? joinedByMethod(this.#source, this.#tokens, start, methodCall, methodOpen)
        : undefined;
    if (joining) return { pieces: this.#joined(joining, depth), joined: true, end: at };
    if (methodCall !== '' && !keepMethod.test(methodCall) && !formatMethod.test(methodCall)) return opaque;
    if (this.#tokens[start]?.text === '{' && this.#isObject(start)) return opaque;
    if (argumentCount(this.#tokens, start) > 1) {
      if (this.#tokens[start]?.text !== '[' || methodCall !== 'concat') return opaque;
      return { pieces: this.#arguments(start, depth, ''), joined: true, end: at };
    }
    const inner = this.expression(skipNewlines(this.#tokens, start + 1), depth + 1);
    const [only] = inner.alternatives;
    // `(String) value` and `(a, b)` are not one value.
    if (inner.alternatives.length !== 1 || !only) return opaque;
    if (this.#tokens[start]?.text === '(' && skipNewlines(this.#tokens, inner.end) !== close) return opaque;
    return {
      pieces: formatMethod.test(methodCall) ? fillFormat([...only.pieces]) : [...only.pieces],
      joined: only.joined,
      end: at,
    };
  }

  /** Lisp: `(str a b)` joins what stands side by side. */
  #sequence(from: number, close: number, depth: number): Piece[] {
    const pieces: Piece[] = [];
    for (let at = skipNewlines(this.#tokens, from); at < close; at = skipNewlines(this.#tokens, at)) {
      const term = this.#tokens[at]?.kind === 'string' ? this.#term(at, depth + 1) : undefined;
      const bracketed = /^[([{]$/.test(this.#tokens[at]?.text ?? '');
      const end = term?.end ?? (bracketed ? closingOf(this.#tokens, at) + 1 : at + 1);
      pieces.push(...(term?.pieces ?? [this.#opaque(at, end)]));
      at = end;
    }
    return pieces;
  }

  /** Objective-C: `[receiver selector:argument …]`. */
  #message(start: number, depth: number): { pieces: Piece[]; joined: boolean; end: number } {
    const end = closingOf(this.#tokens, start) + 1;
    const opaque = { pieces: [this.#opaque(start, end)], joined: false, end };
    const colon = this.#tokens.findIndex((token, at) => at > start && at < end && token.text === ':');
    const selector = this.#tokens[colon - 1]?.text ?? '';
    if (colon < 0) return opaque;
    const [argument] = this.expression(colon + 1, depth + 1).alternatives;
    if (formatCall.test(selector) && argument) return { pieces: fillFormat(argument.pieces), joined: false, end };
    const receiver = this.#tokens[start + 1];
    if (selector !== 'stringByAppendingString' || !receiver?.segment || !argument) return opaque;
    return {
      pieces: [...piecesOf(this.#source.text, receiver.segment, this.#language.id), ...argument.pieces],
      joined: true,
      end,
    };
  }

  #isObject(open: number): boolean {
    const after = this.#tokens[skipNewlines(this.#tokens, open + 1) + 1]?.text;
    return after === ':' || after === '=>' || after === '=' || after === '->';
  }

  /** The pieces of the arguments in the bracket at `open`, joined by `separator`; `first` gives the first string only. */
  #arguments(open: number, depth: number, separator: string): Piece[] {
    const close = closingOf(this.#tokens, open);
    const pieces: Piece[] = [];
    let at = open + 1;
    while (at < close) {
      const before = at;
      at = skipNewlines(this.#tokens, at);
      if (this.#tokens[at]?.kind === 'name' && [':', '='].includes(this.#tokens[at + 1]?.text ?? '')) at += 2;
      const inner = this.expression(at, depth + 1);
      const [only] = inner.alternatives;
      const more = inner.alternatives.length === 1 && only ? only.pieces : [];
      if (separator === 'first') {
        if (more.some(piece => piece.kind === 'literal')) return [...more];
      } else {
        const start = this.#tokens[at]?.start ?? 0;
        if (pieces.length > 0 && separator !== '') pieces.push(literal(separator, start));
        pieces.push(...(more.length > 0 ? more : [this.#opaque(at, Math.max(at + 1, inner.end))]));
      }
      at = commaBefore(this.#tokens, inner.end, close) + 1;
      if (at <= before) break;
    }
    return pieces;
  }

  #skipTerm(at: number, depth: number): number {
    return this.#term(skipNewlines(this.#tokens, at), depth + 1)?.end ?? at;
  }

  /** The arguments of a call after the first few. */
  #given(open: number, skip: number): OpaquePiece[] {
    return argumentsOf(this.#tokens, open)
      .slice(skip)
      .map(({ from, to }) => this.#opaque(from, to));
  }

  #opaque(from: number, to: number): OpaquePiece {
    const start = this.#tokens[from]?.start ?? this.#tokens.at(-1)?.end ?? 0;
    const end = Math.max(start, this.#tokens[Math.max(from, to - 1)]?.end ?? start);
    return { kind: 'opaque', source: this.#source.text.slice(start, end), span: { start, end }, interpolated: false };
  }
}
