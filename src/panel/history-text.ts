// What is made of a run of the history: a text, as it was or made alike so that two of them differ only where it matters, and
// the request to be sent again. A bundle of its own, loaded when a run is opened.
import { formatUtc } from '../jwt/times.ts';
import { writtenRequest } from '../repair/repair.ts';
import type { Header, Hop, HttpRequest, HttpResponse } from '../request/model.ts';
import { type HistoryRun, labelOf } from './history.ts';

/** As it was sent and answered, redirects and all. */
export function formatRun(run: HistoryRun): string {
  const { at, duration, source, title } = run;
  const sent = [
    `Sent ${formatUtc(at)}`,
    ...(duration === undefined ? [] : [`took ${duration} ms`]),
    ...(source === undefined ? [] : [`from ${source}`]),
  ];
  const about = [labelOf(run), title, sent.join(' · '), 'Secrets are masked: beginning…length·fingerprint'];
  const look: Look = { url: url => [url], headers: headers => headers, body: text => text };
  return `${about.filter(Boolean).map(comment).join('\n')}\n\n${legsOf(run, look)}`;
}

/** One parameter and one header per line and in order, what changes with each response left out, JSON laid out. */
export function formatForComparison(run: HistoryRun): string {
  const look: Look = { url: splitUrl, headers: ordered, body: layOut };
  return `${[labelOf(run), run.title].filter(Boolean).map(comment).join('\n')}\n\n${legsOf(run, look)}`;
}

/** The request to be sent again, without its secrets: each has a variable in its place, and is missing. */
export function withoutMasks({ id, exchange }: HistoryRun): { request: HttpRequest; missing: readonly string[] } {
  const { method, url, headers, body } = writtenRequest({ id, ...exchange });
  const missing = new Set<string>();
  const open = (text: string, place: string, variable: string) =>
    replaceMasks(text, () => {
      missing.add(place);
      return `{{${variable}}}`;
    });
  if (body?.partial) missing.add('all of the body');
  const request = {
    method,
    url: open(url, 'the secret in the URL', 'secret'),
    headers: headers.map(({ name, value }) => ({
      name,
      value: open(value, `the secret of "${name}"`, name.toLowerCase() === 'authorization' ? 'token' : name),
    })),
    ...(body && { body: { text: open(body.text, 'the secret in the body', 'secret') } }),
  };
  return { request, missing: [...missing] };
}

/** As fingerprints.ts writes them: up to six characters of the secret, an ellipsis, its length and its fingerprint. */
function replaceMasks(text: string, write: () => string): string {
  let result = '';
  let at = 0;
  for (const mask of text.matchAll(/…(\d{1,9})·[0-9a-f]{6}/g)) {
    const start = mask.index - (Number(mask[1]) < 12 ? 0 : 6);
    if (start < at) continue;
    result += text.slice(at, start) + write();
    at = mask.index + mask[0].length;
  }
  return result + text.slice(at);
}

interface Look {
  readonly url: (url: string) => readonly string[];
  readonly headers: (headers: readonly Header[]) => readonly Header[];
  readonly body: (text: string) => string;
}

function legsOf({ exchange: { request, response, failure, hops }, tokens }: HistoryRun, look: Look): string {
  const requests = [...hops.map(hop => hop.request), request];
  const answers = [
    ...hops.map(hop => `${formatResponse(hop.response, look)}${fatesOf(hop)}`),
    response ? formatResponse(response, look) : comment(failure?.message ?? 'No response'),
  ];
  const legs = requests.map(
    (one, index) => `${formatRequest(one, index === 0 ? tokens : {}, look)}\n${answers[index]}`,
  );
  return `${legs.join('\n').trimEnd()}\n`;
}

function formatRequest(request: HttpRequest, tokens: HistoryRun['tokens'], look: Look): string {
  const [first, ...parameters] = look.url(request.url);
  const lines = look
    .headers(request.headers)
    .flatMap(({ name, value }) => [
      `${name}: ${value}`,
      ...(tokens[name.toLowerCase()] ?? []).map(claim => comment(`  ${claim}`)),
    ]);
  return formatMessage([`${request.method} ${first}`, ...parameters, ...lines], request, look);
}

function formatResponse(response: HttpResponse, look: Look): string {
  const { status, statusText } = response;
  const lines = look.headers(response.headers).map(({ name, value }) => `${name}: ${value}`);
  return formatMessage([`${status} ${statusText}`.trim(), ...lines], response, look);
}

function formatMessage(lines: readonly string[], { body }: HttpRequest | HttpResponse, look: Look): string {
  const rest = body?.partial ? [comment('Not all of the body is kept')] : [];
  return [...lines, ...(body ? ['', look.body(body.text), ...rest] : []), ''].join('\n');
}

function fatesOf({ credentials }: Hop): string {
  return credentials.map(({ name, fate, reason }) => `${comment(`${name} was ${fate}: ${reason}`)}\n`).join('');
}

function comment(text: string): string {
  return `# ${text.replace(/[\r\n]+/g, ' ')}`;
}

function splitUrl(url: string): readonly string[] {
  const [address = '', ...parameters] = url.split(/(?=[?&])/);
  return [address, ...parameters.map(parameter => `    ${parameter}`)];
}

/** Another value with each response, whatever was asked. */
const passing =
  /^(?:date|age|etag|last-modified|expires|server-timing|traceparent|cf-ray|nel|report-to|x-runtime|x-response-time|x-timer|x-served-by|x-cache(?:-hits)?)$|(?:request|trace|correlation|transaction)-?id$|^x-amz(?:n|-cf)-|^(?:content-length|connection|keep-alive|transfer-encoding)$/;

function ordered(headers: readonly Header[]): readonly Header[] {
  return headers
    .map(({ name, value }) => ({ name: name.toLowerCase(), value }))
    .filter(({ name }) => !passing.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
