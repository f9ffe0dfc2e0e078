// The names of a `.http` file: where each is defined and where it is used. Variables and requests are told apart, because
// `login` may be both.
import { type Span, sliceSpan } from '../../text/span.ts';
import { findReferences, type HttpFile } from '../http-file.ts';

export interface NameUse {
  readonly kind: 'variable' | 'request';
  readonly name: string;
  readonly role: 'definition' | 'reference';
  /** Of the name alone, without braces. */
  readonly span: Span;
}

/** `{{…}}` with the part of it that is a name; `system` variables such as `$guid` are names of no file. */
export interface Expression {
  readonly kind: 'variable' | 'request' | 'system' | 'other';
  readonly name: string;
  readonly nameSpan: Span;
  /** With the braces. */
  readonly span: Span;
  /** Trimmed. */
  readonly text: string;
}

/** Definitions and references, in the order of the text. */
export function namesIn(file: HttpFile): NameUse[] {
  const uses: NameUse[] = [];
  for (const { name } of file.variables)
    uses.push({ kind: 'variable', name: name.text, role: 'definition', span: name.span });
  for (const { name, settings, headers } of file.requests) {
    if (name) uses.push({ kind: 'request', name: name.text, role: 'definition', span: name.span });
    for (const { key, value } of settings) {
      const word = /^\S+/.exec(value.text)?.[0] ?? '';
      const span = { start: value.span.start, end: value.span.start + word.length };
      if (word === '') continue;
      if (key === 'prompt') uses.push({ kind: 'variable', name: word, role: 'definition', span });
      if (key === 'ref' || key === 'forceref') uses.push({ kind: 'request', name: word, role: 'reference', span });
    }
    for (const header of headers)
      if (header.name.text === '...')
        uses.push({ kind: 'variable', name: header.value.text, role: 'reference', span: header.value.span });
  }
  for (const { kind, name, nameSpan } of expressionsIn(file))
    if (kind === 'variable' || kind === 'request') uses.push({ kind, name, role: 'reference', span: nameSpan });
  return uses.sort((a, b) => a.span.start - b.span.start);
}

/** Those of requests and of the values of variables; what stands in comments and scripts is none. */
export function expressionsIn(file: HttpFile): Expression[] {
  const names = new Set(file.requests.flatMap(({ name }) => name?.text ?? []));
  const variables = new Set(file.variables.map(({ name }) => name.text));
  const passedOver = [...file.comments, ...file.skipped].sort((a, b) => a.start - b.start);
  const parts = [...file.requests.map(({ span }) => span), ...file.variables.map(({ value }) => value.span)];
  const found = new Map<number, Expression>();
  for (const { start, end } of parts)
    for (const { expression, span } of findReferences(file.text, start, end))
      if (!isWithin(span.start, passedOver))
        found.set(span.start, readExpression(file.text, expression, span, names, variables));
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** By halving: a file may have many comments and many references. */
function isWithin(offset: number, spans: readonly Span[]): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const before = spans[low - 1];
  return before !== undefined && offset < before.end;
}

function readExpression(
  text: string,
  expression: string,
  span: Span,
  requests: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): Expression {
  const inner = sliceSpan(text, span).slice(2, -2);
  const sign = expression.startsWith('%') ? 1 : 0;
  const bare = expression.slice(sign).trimStart();
  const start = span.start + 2 + inner.indexOf(expression) + expression.length - bare.length;
  const of = (kind: Expression['kind'], name: string): Expression => ({
    kind,
    name,
    nameSpan: { start, end: start + name.length },
    span,
    text: expression,
  });
  if (/^\$global\.[\w.-]+$/.test(bare)) {
    const name = bare.slice(1);
    return { ...of('variable', name), nameSpan: { start: start + 1, end: start + 1 + name.length } };
  }
  if (bare.startsWith('$')) return of('system', /^\$[\w.-]*/.exec(bare)?.[0] ?? '$');
  if (variables.has(bare)) return of('variable', bare);
  const head = /^[\w-]+(?=\.)/.exec(bare)?.[0] ?? '';
  if (head !== '' && (requests.has(head) || /^[\w-]+\.(?:request|response)\./.test(bare))) return of('request', head);
  return of(/^[\p{L}\w.-]+$/u.test(bare) ? 'variable' : 'other', bare);
}

export function nameAt(file: HttpFile, offset: number): NameUse | undefined {
  return namesIn(file).find(({ span }) => span.start <= offset && offset <= span.end);
}

export function expressionAt(file: HttpFile, offset: number): Expression | undefined {
  return expressionsIn(file).find(({ span }) => span.start <= offset && offset <= span.end);
}

/** The definition that counts at the place of the use comes first. */
export function definitionsOf(file: HttpFile, { kind, name }: NameUse, offset: number): Span[] {
  const all = namesIn(file).filter(use => use.role === 'definition' && use.kind === kind && use.name === name);
  const above = all.findLast(({ span }) => span.start <= offset);
  return [...(above ? [above] : []), ...all.filter(use => use !== above)].map(({ span }) => span);
}
