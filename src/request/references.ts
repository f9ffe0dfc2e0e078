// Gives `{{…}}` its value: variables of the file and of the environment, system variables, pieces of earlier exchanges.
// Nothing is evaluated: an expression of JavaScript stays as it is, with a problem that says so.
import { type Span, shiftSpan } from '../text/span.ts';
import { findAuthReference, readEnvironmentAuth } from './environment-auth.ts';
import { type FileRequest, type FileVariable, findReferences, type HttpFile, type Written } from './http-file.ts';
import type { Lookup } from './lookup.ts';
import type { RequestProblem } from './problem.ts';
import { resolveExchangeReference } from './response-references.ts';
import { pickToken, type ReadSignIn, signInProblem } from './sign-in.ts';
import { type Resolved, resolveSystemVariable, type Unresolved } from './system-variables.ts';

/** Variables that contain each other may double with every level. */
const longest = 1_000_000;

export class References {
  readonly problems: RequestProblem[] = [];
  readonly #file: HttpFile;
  readonly #request: FileRequest;
  readonly #lookup: Lookup;
  readonly #known = new Map<string, Resolved>();
  readonly #open = new Set<string>();
  readonly #placed = new Set<string>();

  constructor(file: HttpFile, request: FileRequest, lookup: Lookup) {
    this.#file = file;
    this.#request = request;
    this.#lookup = lookup;
  }

  resolve(written: Written): string {
    return this.#replace(written.text, written.span);
  }

  /** The value of a variable, where it has one. */
  find(name: string): string | undefined {
    const known = this.#variable(name) ?? this.#lookup.variable?.(name);
    return known === undefined ? undefined : this.resolve({ text: `{{${name}}}`, span: this.#request.url.span });
  }

  /** `within` is where problems are marked. */
  #replace(text: string, within: Span): string {
    let result = '';
    let at = 0;
    // A text that was put together from several lines has no place of its own for each of its parts.
    const isWhole = this.#file.text.startsWith(text, within.start) && within.start + text.length === within.end;
    for (const { expression, span } of findReferences(text)) {
      const resolved = this.#resolveExpression(expression);
      result += unescapeBraces(text.slice(at, span.start));
      if ('value' in resolved) result += resolved.value;
      else {
        result += text.slice(span.start, span.end);
        const place = isWhole ? shiftSpan(span, within.start) : this.#placeOf(expression, within);
        if (place) this.#report(expression, resolved, place);
      }
      at = span.end;
    }
    return result + unescapeBraces(text.slice(at));
  }

  /** The first one there; undefined where it was found before. */
  #placeOf(expression: string, within: Span): Span | undefined {
    const key = `${within.start} ${expression}`;
    if (this.#placed.has(key)) return undefined;
    this.#placed.add(key);
    const places = findReferences(this.#file.text, within.start, within.end);
    return places.find(reference => reference.expression === expression)?.span ?? within;
  }

  #resolveExpression(expression: string): Resolved {
    const known = this.#known.get(expression);
    if (known) return known;
    const resolved = this.#find(expression);
    // Chance and time are new at each place, but a variable that holds them has one value.
    if (!expression.startsWith('$')) this.#known.set(expression, resolved);
    return resolved;
  }

  #find(expression: string): Resolved {
    if (expression.startsWith('%')) {
      const plain = this.#resolveExpression(expression.slice(1).trim());
      return 'value' in plain ? { value: encodeURIComponent(plain.value.replace(/\p{Cs}/gu, '\uFFFD')) } : plain;
    }
    const global = /^\$(global\.[\w.-]+)$/.exec(expression)?.[1];
    if (global !== undefined) return this.#resolveExpression(global);
    const auth = findAuthReference(expression);
    if (auth) return this.#resolveAuth(expression, auth);
    if (expression.startsWith('$'))
      return resolveSystemVariable(expression, this.#lookup, { milliseconds: this.#file.isHttpYac });
    const written = this.#variable(expression);
    if (written) return this.#resolveVariable(expression, written);
    const value = this.#lookup.variable?.(expression);
    if (value !== undefined) return this.#resolveVariable(expression, { text: value, span: this.#request.span });
    const absence = this.#lookup.absence?.(expression);
    if (absence !== undefined) return { reason: `"{{${expression}}}" has no value: ${absence}` };
    return this.#findExchange(expression) ?? { reason: reasonFor(expression) };
  }

  /** The last definition above the request; else the first one below it; else that of an imported file. */
  #variable(name: string): Written | undefined {
    const own = definitionOf(this.#file, name, this.#request.span.start);
    if (own) return own.value;
    for (const imported of this.#lookup.imports ?? []) {
      const found = definitionOf(imported, name, Number.POSITIVE_INFINITY);
      // A problem in another file is told where this one asks for it.
      if (found) return { text: found.value.text, span: this.#request.span };
    }
    return undefined;
  }

  #resolveVariable(name: string, written: Written): Resolved {
    if (this.#open.has(name)) return { reason: `"{{${name}}}" is defined by itself` };
    this.#open.add(name);
    const before = this.problems.length;
    const value = unescapeValue(this.#replace(written.text, written.span));
    this.#open.delete(name);
    if (value.length > longest) return { reason: `"{{${name}}}" is longer than a million characters` };
    // The reason is told where the inner reference stands.
    return this.problems.length > before ? { reason: '' } : { value };
  }

  /** The token of `Security.Auth.<id>`. Its settings may name variables in their turn. */
  #resolveAuth(expression: string, { id, isIdToken }: { id: string; isIdToken: boolean }): Resolved {
    const members = this.#lookup.auth?.(id);
    const key = `$auth ${id}`;
    if (!members) {
      const where = `choose an environment that has "Security.Auth.${id}", or add it to "http-client.env.json"`;
      return { reason: `"{{${expression}}}" has no value: ${where}` };
    }
    if (this.#open.has(key)) return { reason: `"{{${expression}}}" is defined by itself` };
    this.#open.add(key);
    const before = this.problems.length;
    const read = readEnvironmentAuth(id, members, text => this.#replace(text, this.#request.span));
    this.#open.delete(key);
    if (this.problems.length > before) return { reason: '' };
    const token = this.tokenOf(read, isIdToken || read.usesIdToken === true);
    if ('value' in token || token.reason === '') return token;
    return { code: signInProblem, reason: `"{{${expression}}}" has no value: ${token.reason}` };
  }

  /** The token of a sign-in, or half a sentence on why there is none. */
  tokenOf(read: ReadSignIn, wantsIdToken: boolean): Resolved {
    if (read.kind === 'problem') return read;
    return pickToken(read.kind === 'tokens' ? read.tokens : this.#lookup.tokens?.(read.wanted), wantsIdToken);
  }

  #findExchange(expression: string): Resolved | undefined {
    const dot = expression.indexOf('.');
    const name = expression.slice(0, dot);
    const files = [this.#file, ...(this.#lookup.imports ?? [])];
    if (dot < 1 || !files.some(({ requests }) => requests.some(request => request.name?.text === name)))
      return undefined;
    const exchange = this.#lookup.exchange?.(name);
    if (!exchange)
      return {
        code: 'unsent-request',
        reason: `"{{${expression}}}" needs the response of "${name}": send "${name}" first`,
      };
    const resolved = resolveExchangeReference(exchange, expression.slice(dot + 1));
    return 'value' in resolved ? resolved : { reason: `"{{${expression}}}" gives nothing: ${resolved.reason}` };
  }

  #report(expression: string, { reason, code }: Unresolved, span: Span): void {
    if (reason === '') return;
    // Templates of other languages are welcome in a body: what cannot be a name is sent as it stands.
    const { body } = this.#request;
    const inBody = body && span.start >= body.span.start && span.end <= body.span.end;
    const severity = inBody && !/^(?:\$|[\w%.-]+$)/.test(expression) ? 'info' : 'error';
    this.problems.push({ code: code ?? 'unresolved-variable', severity, message: reason, span });
  }
}

/** The last definition above this place; else the first one below it. */
export function definitionOf({ variables }: HttpFile, name: string, above: number): FileVariable | undefined {
  const all = variables.filter(variable => variable.name.text === name);
  return all.findLast(({ span }) => span.start < above) ?? all[0];
}

function reasonFor(expression: string): string {
  const named = /^([\w-]{1,200})\.(?:request|response)\./.exec(expression)?.[1];
  if (named !== undefined) return `"{{${expression}}}" has no value: no request of this file is named "${named}"`;
  return /^[\w.-]+$/.test(expression)
    ? `"{{${expression}}}" has no value: define "@${expression} = …" in this file, or choose an environment that has it`
    : `"{{${expression}}}" is an expression, and none is evaluated here: use the name of a variable`;
}

/** As in httpYac, `\{\{name\}\}` is sent as `{{name}}`. */
function unescapeBraces(text: string): string {
  return text.replace(/\\\{\\\{([^{}\\\n]{0,1000})\\\}\\\}/g, '{{$1}}');
}

/** As in REST Client, `\n`, `\r` and `\t` in the definition of a variable. */
function unescapeValue(value: string): string {
  return value.replace(/\\([nrt\\])/g, (_, kind: string) => ({ n: '\n', r: '\r', t: '\t' })[kind] ?? '\\');
}
