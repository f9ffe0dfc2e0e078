import type { Cause } from './cause.ts';
import { references } from './references.ts';

export const environmentCauses = [
  {
    id: 'wrong-environment',
    group: 'environment',
    title: 'The credentials are for another environment',
    meaning:
      'The credentials are good, but for another environment: sandbox or production, another region, tenant or host.',
    severity: 'error',
    tell: [
      'A prefix, region, tenant or host in the credentials does not fit the host that was asked',
      'The message speaks of test and live, a region or a sandbox',
    ],
    caller: ['Send to the host that the credentials are for, or use the others'],
    server: ['Give keys of each environment a prefix of their own, and name the right host'],
    response: 'HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{"error":"test_key_on_live_host"}',
    misled: 'The credentials are sound, so a new key of the same kind fails alike.',
    references: [references['401']],
  },
  {
    id: 'proxy-authentication-required',
    group: 'environment',
    title: 'A proxy on the way wants credentials',
    meaning: 'The answer comes from a proxy on the way, which wants credentials of its own.',
    severity: 'error',
    tell: ['The status is 407, with `Proxy-Authenticate`'],
    caller: [
      'Give the proxy’s credentials in the proxy settings; `Authorization` is for the server behind it',
      'Exempt internal hosts with `NO_PROXY`',
    ],
    server: ['407 is for proxies only'],
    response: 'HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic realm="proxy"',
    misled: 'The API never saw the request.',
    references: [references['407'], references.pauth],
  },
  {
    id: 'client-not-allowed',
    group: 'environment',
    title: 'This client is not on the allow list',
    meaning: 'The address, origin, referrer, country or client certificate is not allowed, whatever the credentials.',
    severity: 'error',
    tell: [
      'The message speaks of an address, origin, referrer, country or client certificate',
      'The same credentials work from another network',
    ],
    caller: ['Have the address or origin added, or send from an allowed one', 'Send the client certificate'],
    server: ['Answer 403 and name the address that you saw'],
    response: 'HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"error":"ip_not_allowed","ip":"192.0.2.7"}',
    misled: 'Firewalls answer with pages of their own, which say nothing of the API.',
    references: [references['403']],
  },
  {
    id: 'permission-denied',
    group: 'environment',
    title: 'The identity may not do this',
    meaning: 'The server knows the identity, and by its rules this resource or action is not for it.',
    severity: 'error',
    tell: [
      '403 to well-formed credentials, or 404 where the resource surely exists',
      'Other resources work with the same credentials',
    ],
    caller: [
      'Ask for access, or use another identity',
      'Check that the request goes to the right project, tenant or account',
    ],
    server: ['Answer 403 and say what permission is lacking; 404 where even existence is secret'],
    response:
      'HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"error":"forbidden","needs":"orders:read on account 42"}',
    misled: 'GitHub and others answer 404 for what you may not see.',
    references: [references['403']],
  },
  {
    id: 'server-misconfigured',
    group: 'environment',
    title: 'The server cannot check credentials',
    meaning:
      'The server or gateway is not able to check any credentials: a key set, a secret or an identity provider is missing or out of reach.',
    severity: 'error',
    tell: [
      'The message speaks of a key set, an identity provider or a secret of the server’s own',
      'Good and bad credentials get the same answer',
    ],
    caller: ['Tell the server’s operator; nothing in the request will help'],
    server: [
      'Answer 503 or 500, not 401: clients then keep their tokens',
      'Check that key set and identity provider can be reached from the server',
    ],
    response:
      'HTTP/1.1 503 Service Unavailable\nContent-Type: application/json\n\n{"error":"identity_provider_unreachable"}',
    misled: 'A 401 makes every client throw its good token away.',
    references: [references['401']],
  },
  {
    id: 'not-an-auth-failure',
    group: 'environment',
    title: 'This is not about authentication',
    meaning: 'The exchange failed, but not for reasons of authentication or authorisation.',
    severity: 'info',
    tell: [
      'The status or message is of another kind: rate, path, method, input, a fault of the server, a CORS preflight',
    ],
    caller: ['Leave the credentials as they are, and read the message'],
    server: ['Use the status that fits: 404, 405, 422, 429, 5xx'],
    response: 'HTTP/1.1 429 Too Many Requests\nRetry-After: 30',
    misled: 'Many 401s in a row can turn into 429.',
    references: [references.rate, references.cors],
  },
] as const satisfies readonly Cause[];
