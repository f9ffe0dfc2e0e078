// From an exchange and its diagnosis to what the page shows: everything masked, and each piece of evidence tied to the
// element it speaks of. Pure; times are arguments.
import type { Diagnosis, Evidence, Finding, Pointer } from '../diagnosis/model.ts';
import { findTokens } from '../jwt/find.ts';
import type { DecodedToken } from '../jwt/model.ts';
import type { Exchange, Header, Hop, HttpRequest, HttpResponse } from '../request/model.ts';
import { merged, type SecretSpan, secretsEchoed, secretsInHeader, secretsInUrl } from '../request/secret-spans.ts';
import { replaceSpans, secretsSent } from '../request/secrets.ts';
import { describeUnseen, describeUnsentCookie } from '../request/unseen.ts';
import { maskSecret } from '../text/mask.ts';
import type { Span } from '../text/span.ts';
import { presentBody, revealBody } from './present-body.ts';
import { presentConnection } from './present-connection.ts';
import { presentToken } from './present-token.ts';
import type { FindingView, HeaderView, HopView, MessageView, ResultView } from './protocol.ts';
import { toSegments } from './segments.ts';

export function present(
  exchange: Exchange,
  diagnosis: Diagnosis,
  options: {
    readonly sentFrom?: string;
    readonly comparison?: string;
    readonly works: (fix: string, finding: Finding) => boolean;
  },
): ResultView {
  const page = new Places(exchange, diagnosis);
  const { request, response } = exchange;
  const token = tokenOf(request);
  return {
    outcome: !response ? 'no-response' : response.status >= 400 || diagnosis.findings.length > 0 ? 'failed' : 'ok',
    status: response ? page.withoutEchoes(`${response.status} ${response.statusText}`.trim()) : 'No response',
    summary: summaryOf(exchange),
    ...(options.comparison && { comparison: options.comparison }),
    findings: diagnosis.findings.map(finding => presentFinding(finding, page, options.works)),
    observations: [
      ...diagnosis.observations.map(({ text, pointer }) => ({ text, ...page.link(pointer) })),
      ...(exchange.unsentCookies ?? []).map(cookie => ({ text: describeUnsentCookie(cookie) })),
    ],
    hops: exchange.hops.map((hop, i) => presentHop(hop, exchange.hops[i + 1]?.request ?? request, i, page)),
    request: {
      startLine: startLineOf(request, page),
      headers: headersOf('request', request.headers, page),
      ...presentBody('request-body', request.body, page),
    },
    ...(token && { token: presentToken(token, exchange.receivedAt ?? exchange.startedAt, page.marked) }),
    ...(response && { response: presentResponse(response, page) }),
    ...(exchange.unseen && { unseen: describeUnseen(exchange.unseen) }),
    ...presentConnection(exchange, options.sentFrom),
  };
}

/** The whole text behind a target of the page; undefined where the page asks for something that is not there. */
export function revealTarget(exchange: Exchange, target: string): string | undefined {
  const header = /^(request|response)-header-(\d{1,4})$/.exec(target);
  if (header) {
    const headers = header[1] === 'request' ? exchange.request.headers : exchange.response?.headers;
    return headers?.[Number(header[2])]?.value;
  }
  if (target === 'request-url') return requestLine(exchange.request);
  return (
    revealBody('request-body', exchange.request.body, target) ??
    revealBody('response-body', exchange.response?.body, target)
  );
}

/** Which elements evidence points at, and the spans in them. */
class Places {
  readonly #exchange: Exchange;
  readonly #marks = new Map<string, Span[]>();
  readonly #sent: readonly string[];
  readonly absent: { readonly side: 'request' | 'response'; readonly name: string }[] = [];
  readonly marked = (target: string): boolean => this.#marks.has(target);

  constructor(exchange: Exchange, { findings }: Diagnosis) {
    this.#exchange = exchange;
    this.#sent = [exchange, ...exchange.hops].flatMap(({ request }) => secretsSent(request));
    for (const { pointer } of findings[0]?.evidence ?? []) {
      const target = this.target(pointer);
      if (!target) continue;
      const spans = this.#marks.get(target) ?? [];
      if ('span' in pointer && pointer.span) spans.push(pointer.span);
      this.#marks.set(target, spans);
    }
  }

  /** A text of the server's that is shown as it is, but for the secrets that it repeats. */
  withoutEchoes(text: string): string {
    return replaceSpans(text, secretsEchoed(text, this.#sent), maskSecret);
  }

  /** The secrets of a text, with those that a server repeats. */
  withEchoes(text: string, secrets: readonly SecretSpan[]): readonly SecretSpan[] {
    return merged([...secrets, ...secretsEchoed(text, this.#sent)]);
  }

  /** The spans to mark in a text; all of it where evidence speaks of it as a whole. */
  marksIn(target: string, length: number): readonly Span[] {
    const spans = this.#marks.get(target);
    if (!spans) return [];
    return spans.length > 0 ? spans : [{ start: 0, end: length }];
  }

  link(pointer: Pointer | undefined): { target?: string; place?: string } {
    const target = pointer && this.target(pointer);
    return target && pointer ? { target, place: placeOf(pointer) } : {};
  }

  target(pointer: Pointer): string | undefined {
    switch (pointer.kind) {
      case 'request-header':
        return this.#headerTarget('request', this.#exchange.request.headers, pointer.name);
      case 'response-header':
        return this.#headerTarget('response', this.#exchange.response?.headers, pointer.name);
      case 'claim':
        return `claim-${pointer.name}`;
      case 'token-header':
        return `token-header-${pointer.name}`;
      case 'hop':
        return `hop-${pointer.index}`;
      case 'status':
        return this.#exchange.response && 'status';
      default:
        return pointer.kind;
    }
  }

  #headerTarget(
    side: 'request' | 'response',
    headers: readonly Header[] | undefined,
    name: string,
  ): string | undefined {
    if (!headers) return undefined;
    const index = headers.findIndex(header => header.name.toLowerCase() === name.toLowerCase());
    if (index >= 0) return `${side}-header-${index}`;
    if (!this.absent.some(entry => entry.side === side && entry.name === name)) this.absent.push({ side, name });
    return absentTarget(side, name);
  }
}

function presentFinding(
  finding: Finding,
  page: Places,
  works: (fix: string, finding: Finding) => boolean,
): FindingView {
  // Never certain: the server has the last word.
  const percent = Math.min(99, Math.round(finding.confidence * 100));
  return {
    cause: finding.cause,
    title: finding.title,
    // Where it only repeats the evidence, the evidence says it.
    ...(!finding.evidence.some(({ text }) => finding.why.includes(text)) && { why: finding.why }),
    confidence: { words: confidenceWords(finding.confidence), percent },
    evidence: [...finding.evidence].sort(byStrength).map(item => ({
      text: item.text,
      against: item.against === true,
      ...page.link(item.pointer),
    })),
    ...(finding.experiment && { experiment: finding.experiment }),
    // What claims to be done here and cannot be is no help as a sentence either.
    fixes: finding.fixes
      .map(({ id, title, automatic }) => ({ id, title, automatic, works: works(id, finding) }))
      .flatMap(({ id, title, automatic, works }) => (automatic && !works ? [] : [{ id, title, works }])),
    references: finding.references,
  };
}

function confidenceWords(confidence: number): string {
  if (confidence >= 0.9) return 'almost certain';
  if (confidence >= 0.7) return 'likely';
  if (confidence >= 0.4) return 'possible';
  return 'a guess';
}

const strengths = ['decisive', 'strong', 'weak'];

function byStrength(a: Evidence, b: Evidence): number {
  const against = Number(a.against ?? false) - Number(b.against ?? false);
  return against || strengths.indexOf(a.strength) - strengths.indexOf(b.strength);
}

function presentHop(hop: Hop, next: HttpRequest, index: number, page: Places): HopView {
  const target = `hop-${index}`;
  return {
    target,
    title: page.withoutEchoes(`${hop.response.status} ${hop.response.statusText}`.trim()),
    from: toSegments(hop.request.url, secretsInUrl(hop.request.url)),
    to: toSegments(next.url, secretsInUrl(next.url)),
    credentials: hop.credentials,
    ...(page.marked(target) && { marked: true as const }),
  };
}

function presentResponse(response: HttpResponse, page: Places): MessageView {
  const { httpVersion = 'HTTP/1.1', status, statusText } = response;
  const line = page.withoutEchoes(`${httpVersion} ${status} ${statusText}`.trim());
  return {
    startLine: { target: 'status', value: toSegments(line, [], page.marksIn('status', line.length)) },
    headers: headersOf('response', response.headers, page),
    ...presentBody('response-body', response.body, page),
  };
}

function requestLine(request: HttpRequest): string {
  return `${request.method} ${request.url}`;
}

function startLineOf(request: HttpRequest, page: Places): MessageView['startLine'] {
  const before = request.method.length + 1;
  const shift = ({ start, end }: Span) => ({ start: start + before, end: end + before });
  const value = toSegments(
    requestLine(request),
    secretsInUrl(request.url).map(shift),
    page.marksIn('request-url', request.url.length).map(shift),
  );
  return { target: 'request-url', value };
}

function headersOf(side: 'request' | 'response', headers: readonly Header[], page: Places): readonly HeaderView[] {
  const present = headers.map(({ name, value }, i): HeaderView => {
    const target = `${side}-header-${i}`;
    const marks = page.marksIn(target, value.length);
    return {
      target,
      name,
      value: toSegments(value, page.withEchoes(value, secretsInHeader(name, value)), marks),
      ...(marks.length > 0 && { marked: true as const }),
    };
  });
  const absent = page.absent
    .filter(entry => entry.side === side)
    .map(({ name }) => ({ target: absentTarget(side, name), name, value: [], absent: true as const }));
  return [...present, ...absent];
}

function absentTarget(side: string, name: string): string {
  return `${side}-header-absent-${name.toLowerCase()}`;
}

/** The first token that the request carries; a header's rather than the URL's. */
function tokenOf(request: HttpRequest): DecodedToken | undefined {
  const authorization = request.headers.filter(({ name }) => /authorization$/i.test(name));
  const texts = [...authorization, ...request.headers].map(({ value }) => value);
  for (const text of [...texts, request.url]) {
    const [token] = findTokens(text, { limit: 1 });
    if (token) return token;
  }
  return undefined;
}

function summaryOf({ response, failure, hops }: Exchange): string {
  if (failure) return `${failure.message} (${failure.code})`;
  if (!response) return 'The server sent no response';
  const after = hops.length === 0 ? '' : ` after ${hops.length} redirect${hops.length === 1 ? '' : 's'}`;
  if (response.status >= 400) return `The server answered ${response.status}${after}, and nothing here tells why`;
  return `Nothing failed: the server answered ${response.status}${after}`;
}

function placeOf(pointer: Pointer): string {
  switch (pointer.kind) {
    case 'request-header':
      return `request header ${pointer.name}`;
    case 'response-header':
      return `response header ${pointer.name}`;
    case 'claim':
      return `claim ${pointer.name}`;
    case 'token-header':
      return `token header ${pointer.name}`;
    case 'hop':
      return `redirect ${pointer.index + 1}`;
    case 'status':
      return 'status line';
    case 'clock':
      return 'clocks';
    default:
      return pointer.kind.replace('-', ' ').replace('url', 'URL');
  }
}
