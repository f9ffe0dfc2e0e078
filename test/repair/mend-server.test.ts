import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CauseId } from '../../src/causes/catalogue.ts';
import type { Finding } from '../../src/diagnosis/model.ts';
import { findRepair } from '../../src/repair/index.ts';
import { applications } from '../../src/repair/servers/applications.ts';
import { gateways } from '../../src/repair/servers/gateways.ts';
import type { Exchange, Header } from '../../src/request/model.ts';

interface Answer {
  readonly cause?: CauseId;
  readonly sent?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function step({ cause = 'credentials-missing', sent = {}, method = 'GET', headers = {}, body = '' }: Answer) {
  const finding: Finding = { cause, confidence: 1, title: '', why: '', evidence: [], fixes: [], references: [] };
  const exchange: Exchange = {
    id: '1',
    request: { method, url: 'https://api.example/orders', headers: fields(sent) },
    response: { status: 401, statusText: '', headers: fields(headers), body: { text: body } },
    hops: [],
  };
  const taken = findRepair('mend-server', finding, exchange)?.repair({ finding, exchange });
  return taken?.kind === 'instructions' ? taken : undefined;
}

function fields(headers: Readonly<Record<string, string>>): Header[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

const preflight = {
  method: 'OPTIONS',
  sent: {
    Origin: 'https://app.example',
    'Access-Control-Request-Method': 'PUT',
    'Access-Control-Request-Headers': 'authorization, x-tenant',
  },
} as const;

const stripped: readonly (readonly [string, Answer, RegExp])[] = [
  ['Apache', { headers: { Server: 'Apache/2.4.62 (Debian)' } }, /^CGIPassAuth On$/m],
  [
    'mod_wsgi',
    { headers: { Server: 'Apache/2.4.62 (Debian) mod_wsgi/4.9.4 Python/3.11' } },
    /^WSGIPassAuthorization On$/m,
  ],
  ['nginx', { headers: { Server: 'nginx/1.26.0' } }, /^proxy_set_header Authorization \$http_authorization;$/m],
  ['Envoy', { body: 'Jwt is missing' }, /^forward: true$/m],
  ['Kong', { headers: { Server: 'kong/3.4.0' } }, /hide_credentials: false/],
  ['CloudFront', { headers: { 'X-Amz-Cf-Id': 'abc' } }, /Headers: \[Authorization\]/],
];

for (const [title, answer, expected] of stripped)
  test(`behind ${title} the line is shown that passes the header on`, () => {
    const taken = step({ ...answer, cause: 'header-stripped-by-intermediary' });
    assert.match(taken?.lines ?? '', expected);
    assert.match(taken?.text ?? '', /The lines are for /);
  });

const preflights: readonly (readonly [string, Answer, RegExp])[] = [
  ['Express', { headers: { 'X-Powered-By': 'Express' } }, /cors\(\{ origin: 'https:\/\/app\.example' \}\)/],
  [
    'Django',
    { body: '{"detail":"Authentication credentials were not provided."}' },
    /CORS_ALLOWED_ORIGINS = \["https:\/\/app\.example"\]/,
  ],
  ['ASP.NET Core', { headers: { Server: 'Kestrel' } }, /UseCors\(\);\napp\.UseAuthentication/],
  [
    'Spring Security',
    { body: '{"timestamp":"2026-01-15T12:00:00Z","status":401,"error":"Unauthorized","path":"/"}' },
    /setAllowedMethods\(List\.of\("PUT"\)\)/,
  ],
  ['Amazon API Gateway', { headers: { 'x-amz-apigw-id': 'abc=' } }, /AddDefaultAuthorizerToCorsPreflight: false/],
  [
    'HAProxy',
    { body: '<html><body><h1>401 Unauthorized</h1>\nYou need a valid user and password to access this content.' },
    /hdr Access-Control-Allow-Headers "authorization, x-tenant" if METH_OPTIONS/,
  ],
];

for (const [title, answer, expected] of preflights)
  test(`a preflight that ${title} refused is answered with its own lines`, () => {
    assert.match(step({ ...answer, ...preflight, cause: 'server-misconfigured' })?.lines ?? '', expected);
  });

test('who cannot be told from the answer gets the lines of HTTP, and is told so', () => {
  const taken = step({ ...preflight, cause: 'server-misconfigured' });
  assert.match(taken?.text ?? '', /Which software that is cannot be seen/);
  assert.equal(
    taken?.lines,
    [
      'HTTP/1.1 204 No Content',
      'Access-Control-Allow-Origin: https://app.example',
      'Access-Control-Allow-Methods: PUT',
      'Access-Control-Allow-Headers: authorization, x-tenant',
      'Vary: Origin',
    ].join('\n'),
  );
});

test('a challenge is of the scheme that was sent', () => {
  assert.match(
    step({ sent: { Authorization: 'Token abcdefghijkl' } })?.lines ?? '',
    /^WWW-Authenticate: Token realm="api"$/m,
  );
  assert.match(step({})?.lines ?? '', /^WWW-Authenticate: Bearer realm="api"$/m);
});

test('a server that challenges lacks nothing', () => {
  assert.equal(step({ headers: { 'WWW-Authenticate': 'Bearer' } }), undefined);
});

test('what a stranger put into a preflight does not become configuration', () => {
  const hostile = {
    ...preflight.sent,
    Origin: "https://a.example'); evil('",
    'Access-Control-Request-Headers': 'x"; evil, y',
  };
  const lines =
    step({ ...preflight, sent: hostile, headers: { 'X-Powered-By': 'Express', Server: 'nginx' } })?.lines ?? '';
  assert.match(lines, /nginx|add_header/);
  assert.doesNotMatch(lines, /evil/);
});

test('no server is known twice', () => {
  const ids = [...gateways, ...applications].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});
