import type { Finding } from '../diagnosis/model.ts';
import { type Exchange, headerValue } from '../request/model.ts';
import { credentialsOf } from './challenges.ts';
import { type Repair, writtenRequest } from './repair.ts';
import { applications } from './servers/applications.ts';
import { gateways } from './servers/gateways.ts';
import { type Blanks, hasAnswered, type Trouble } from './servers/model.ts';

/** For the server's author: the lines that it lacks, in the words of the software that answered, as text to copy. */
export const mendServer: Repair = {
  id: 'mend-server',
  applies: (finding, exchange) => troubleOf(finding, exchange) !== undefined,
  repair({ finding, exchange }) {
    const trouble = troubleOf(finding, exchange);
    const { response } = exchange;
    if (trouble === undefined || !response)
      return { kind: 'instructions', text: 'The answer does not show what the server lacks' };
    const blanks = blanksOf(exchange);
    const known = [...gateways, ...applications].flatMap(server => {
      const write = server.lines[trouble];
      return write && hasAnswered(server, response) ? [{ ...server, write }] : [];
    });
    const text = texts[trouble];
    if (known.length === 0)
      return {
        kind: 'instructions',
        text: `${text} Which software that is cannot be seen from the answer, so this is what it comes to in HTTP.`,
        lines: general[trouble](blanks),
      };
    const named = known.map(({ title, place }) => `${title}: ${place}`).join('; ');
    return {
      kind: 'instructions',
      text: `${text} The lines are for ${named}.`,
      lines: known.map(({ write }) => write(blanks)).join('\n\n'),
    };
  },
};

const texts: Readonly<Record<Trouble, string>> = {
  stripped: 'What stands before the application has to pass "Authorization" on.',
  preflight:
    'A browser sends a preflight (OPTIONS) without credentials, so the server has to answer it before it asks for any.',
  challenge: 'A 401 has to say which credentials are wanted, in "WWW-Authenticate" (RFC 9110 §15.5.2).',
};

const general: Readonly<Record<Trouble, (blanks: Blanks) => string>> = {
  stripped: () => 'Authorization: (as the client sent it)',
  preflight: ({ origin, methods, headers }) =>
    [
      'HTTP/1.1 204 No Content',
      `Access-Control-Allow-Origin: ${origin}`,
      `Access-Control-Allow-Methods: ${methods}`,
      `Access-Control-Allow-Headers: ${headers}`,
      'Vary: Origin',
    ].join('\n'),
  challenge: ({ challenge }) => `HTTP/1.1 401 Unauthorized\nWWW-Authenticate: ${challenge}`,
};

function troubleOf({ cause }: Finding, { request, response }: Exchange): Trouble | undefined {
  if (!response) return undefined;
  if (request.method === 'OPTIONS' && headerValue(request.headers, 'Access-Control-Request-Method') !== undefined)
    return 'preflight';
  if (cause === 'header-stripped-by-intermediary') return 'stripped';
  return response.status === 401 && headerValue(response.headers, 'WWW-Authenticate') === undefined
    ? 'challenge'
    : undefined;
}

/** What a stranger may have put into the request does not become a part of anybody's configuration. */
function blanksOf(exchange: Exchange): Blanks {
  const { headers, method } = exchange.request;
  const origin = headerValue(headers, 'Origin') ?? '';
  const asked = headerValue(headers, 'Access-Control-Request-Headers') ?? 'Authorization, Content-Type';
  const wanted = headerValue(headers, 'Access-Control-Request-Method') ?? method;
  const scheme = credentialsOf(writtenRequest(exchange))?.scheme ?? '';
  return {
    origin: /^https?:\/\/[\w.:[\]-]+$/.test(origin) ? origin : 'https://app.example.com',
    methods: /^[A-Z]+$/.test(wanted) ? wanted : 'GET',
    headers: tokensIn(asked).join(', ') || 'Authorization, Content-Type',
    challenge: `${/^[A-Za-z][\w-]{0,30}$/.test(scheme) ? scheme : 'Bearer'} realm="api"`,
  };
}

function tokensIn(list: string): string[] {
  return list
    .split(',')
    .map(name => name.trim())
    .filter(name => /^[A-Za-z][\w-]{0,60}$/.test(name))
    .slice(0, 20);
}
