import { type HttpResponse, headerValues } from '../request/model.ts';
import type { Span } from '../text/span.ts';
import { decodeForm, readJsonPairs } from './fields.ts';
import type { Pointer } from './model.ts';

/** One thing that the server said: a machine code or a sentence, with the name it stood under. */
export interface Statement {
  /** Lower-cased: `error`, `error_description`, `message`; a header's name; a tag; or empty. */
  readonly name: string;
  readonly text: string;
  readonly pointer: Pointer;
  /** A word for machines, such as `TOKEN_EXPIRED` or `E0000011`, rather than a sentence. */
  readonly code: boolean;
}

const mostStatements = 120;
const edge = 262_144;

/** A body of any size costs no more than its beginning and its end. */
export function edgesOfBody(text: string): { readonly text: string; readonly cut: boolean } {
  if (text.length <= 2 * edge) return { text, cut: false };
  return { text: text.slice(0, edge) + text.slice(-edge), cut: true };
}

export function findStatements(response: HttpResponse, body: string, cut: boolean): Statement[] {
  const said = cut ? fromEdges(response, body) : fromBody(response, body);
  const found = [...fromStatusText(response), ...fromHeaders(response), ...said];
  const statements = found.filter(statement => statement.text.trim() !== '').slice(0, mostStatements);
  return cut ? statements.map(withoutSpan) : statements;
}

const tail = 4096;
const mostOfTail = 40;

/** An error that comes while data is on its way is at the very end. */
function fromEdges(response: HttpResponse, body: string): Statement[] {
  const last = body.slice(-tail);
  const markup = /^\s{0,99}</.test(body);
  // Where a text was cut, the next member or tag begins what can be read.
  const from = last.search(markup ? /</ : /[,{]\s{0,99}"/);
  const end = from < 0 || markup ? last.slice(Math.max(0, from)) : `{${last.slice(from + 1)}`;
  return [...fromBody(response, end).slice(-mostOfTail), ...fromBody(response, body.slice(0, edge))];
}

function withoutSpan(statement: Statement): Statement {
  return statement.pointer.kind === 'response-body' ? { ...statement, pointer: { kind: 'response-body' } } : statement;
}

/** Some servers explain themselves in the status line only. The usual reason phrases are a few words long. */
function fromStatusText({ statusText }: HttpResponse): Statement[] {
  return statusText.split(' ').length > 3 ? [statement('status', statusText.slice(0, 1000), { kind: 'status' })] : [];
}

const speakingHeader =
  /error|reason|message|denied|detail|diagnostic|failure|login-?reason|grpc-status|status-?text|fault|warning/;
const silentHeader = /report|nel|^x-request|timing|^access-control|policy/;

function fromHeaders(response: HttpResponse): Statement[] {
  const found: Statement[] = [];
  for (const { name, value } of response.headers) {
    const lower = name.toLowerCase();
    if (!speakingHeader.test(lower) || silentHeader.test(lower)) continue;
    const text = lower === 'grpc-message' ? decodeForm(value.replaceAll('+', '%2B')) : value;
    found.push(statement(lower, text.slice(0, 2000), { kind: 'response-header', name }));
  }
  return found;
}

function fromBody(response: HttpResponse, body: string): Statement[] {
  const type = headerValues(response.headers, 'content-type').join(' ').toLowerCase();
  const first = /[^\s\ufeff]/.exec(body.slice(0, 200))?.[0];
  const members = first === '{' || first === '[' || (first === '"' && type.includes('json')) ? fromJson(body) : [];
  if (members.length > 0) return members;
  if (first === '<') return fromMarkup(body);
  if (type.includes('grpc-web')) return fromTrailers(body);
  if (/^error=[a-z_]+(?:&|$)/.test(body)) return fromForm(body);
  return body.trim() === ''
    ? []
    : [bodyStatement('', body.slice(0, 3000), { start: 0, end: Math.min(body.length, 3000) })];
}

function fromJson(body: string): Statement[] {
  return readJsonPairs(body, 0)
    .filter(({ value }) => value.length <= 4000)
    .flatMap(({ name, value, span }) => {
      // Some put JSON into the sentence: validators their list of problems, gateways the whole answer of another server.
      const inner = /^\s*[[{]\s*["{[]/.test(value) ? readJsonPairs(value, 0) : [];
      return inner.length > 0
        ? inner.map(one => bodyStatement(one.name.toLowerCase(), one.value, span))
        : [bodyStatement(name.toLowerCase(), value, span)];
    });
}

function fromForm(body: string): Statement[] {
  return body
    .slice(0, 4000)
    .split('&')
    .map(part => part.split('='))
    .map(([name = '', value = '']) => statement(name, decodeForm(value), { kind: 'response-body' }));
}

/** gRPC-web carries its trailers in the last frame of the body. */
function fromTrailers(body: string): Statement[] {
  const found = /grpc-message: ?([^\r\n]{1,2000})/i.exec(body.slice(-8000));
  const status = /grpc-status: ?(\d{1,3})/i.exec(body.slice(-8000));
  return [
    ...(found?.[1] ? [statement('grpc-message', decodeForm(found[1]), { kind: 'response-body' })] : []),
    ...(status?.[1] ? [statement('grpc-status', status[1], { kind: 'response-body' })] : []),
  ];
}

const silentTag = /^(?:script|style|svg|noscript|template)$/;

/** The texts between the tags of XML or HTML, each under its tag's name. Scripts and styles are left out. */
function fromMarkup(body: string): Statement[] {
  const found: Statement[] = [];
  let tag = '';
  let at = 0;
  while (at < body.length && found.length < mostStatements) {
    const open = body.indexOf('<', at);
    const text = body.slice(at, open < 0 ? body.length : open);
    if (text.trim() !== '' && !silentTag.test(tag)) {
      const start = at + text.length - text.trimStart().length;
      found.push(
        bodyStatement(tag, decodeEntities(text.trim().replace(/\s/g, ' ')).slice(0, 2000), {
          start,
          end: start + text.trim().length,
        }),
      );
    }
    if (open < 0) break;
    const close = endOfTag(body, open);
    const name = /^<\/?([a-z][\w:.-]{0,60})/i.exec(body.slice(open, open + 64))?.[1]?.toLowerCase();
    const opens = body[open + 1] !== '/' && body[open + 1] !== '!' && body[open + 1] !== '?';
    tag = name && opens ? name.slice(name.indexOf(':') + 1) : '';
    at = close;
    if (silentTag.test(tag)) {
      const end = body.indexOf(`</${tag}`, at);
      at = end < 0 ? body.length : end;
    }
  }
  return found;
}

function endOfTag(body: string, open: number): number {
  const closing = body.startsWith('<!--', open) ? '-->' : '>';
  const end = body.indexOf(closing, open);
  return end < 0 ? body.length : end + closing.length;
}

function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    '#39': "'",
    '#x27': "'",
    '#34': '"',
  };
  return text.replace(/&(#?\w{1,8});/g, (whole, name: string) => named[name] ?? whole);
}

function bodyStatement(name: string, text: string, span: Span): Statement {
  return statement(name, text, { kind: 'response-body', span });
}

function statement(name: string, text: string, pointer: Pointer): Statement {
  return { name, text, pointer, code: text.length <= 80 && !/\s/.test(text.trim()) };
}
