import type { Cause } from './cause.ts';
import { references } from './references.ts';

export const requestCauses = [
  {
    id: 'credentials-missing',
    group: 'request',
    title: 'No credentials were sent',
    meaning: 'The server requires credentials, and the request carried none of any kind.',
    severity: 'error',
    tell: [
      'The request as sent has no `Authorization`, no key header, no session cookie and no token in its query',
      'The challenge names a scheme but no `error`, as RFC 6750 §3 asks for where no token came',
    ],
    caller: [
      'Look at the request as it went out, not at the code that should have built it',
      'Add the credentials that the API documents; the challenge names the scheme',
      'In a browser, `credentials: "include"` sends cookies to another origin, and `mode: "no-cors"` drops `Authorization`',
    ],
    server: [
      'Answer 401 with a challenge for every scheme that you accept, and no `error`',
      'Say in the body which header is wanted',
    ],
    response: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="api"',
    misled:
      'Many servers say "invalid token" when none came, and some say "not provided" when one came in another form. Compare with what was sent.',
    references: [references['401'], references.b3],
  },
  {
    id: 'wrong-header-name',
    group: 'request',
    title: 'The credentials are where the server does not look',
    meaning:
      'The request carried credentials, but under a header, cookie, parameter or field that this server does not read.',
    severity: 'error',
    tell: [
      'A header, query parameter or field carries credentials, and the answer is that of a request without any',
      'The name is close to `Authorization` but not equal, or is one that another API uses',
    ],
    caller: [
      'Read in the API documentation which header carries the key, and spell it exactly',
      'Send one credential in one place: two places may be refused (RFC 6750 §2)',
    ],
    server: [
      'Name the header that you read in the error message',
      'Do not take credentials from the query: URLs are logged',
    ],
    response:
      'HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{"error":"Send the key in the X-Api-Key header"}',
    misled: 'A key that is right in the wrong header looks like no key at all, so "missing" is what the server says.',
    references: [references.auth, references.b2],
  },
  {
    id: 'header-dropped-on-redirect',
    group: 'request',
    title: 'The credentials were dropped on a redirect',
    meaning:
      'The first request carried credentials. A redirect led to another origin, and the client left them behind, as most clients do for safety.',
    severity: 'error',
    tell: [
      'The first request carried credentials, the last one does not, and a redirect to another origin lies between',
      'The failing URL differs from the one in your code: `www`, `https`, a trailing slash, a storage host',
    ],
    caller: [
      'Use the final URL from the start',
      'Allow the client to pass credentials on only where both origins are yours (`curl --location-trusted`)',
    ],
    server: [
      'Serve the API under one origin, and redirect people only, never API calls',
      'Answer a wrong slash with the resource or 404 instead of a redirect',
    ],
    response: 'HTTP/1.1 308 Permanent Redirect\nLocation: /v1/orders',
    misled: 'Dropping is right when the redirect leads to a presigned URL: there the extra header would be refused.',
    references: [references.redir, references.auth],
  },
  {
    id: 'header-stripped-by-intermediary',
    group: 'request',
    title: 'A proxy or gateway removed the credentials',
    meaning:
      'The client sent credentials, and a proxy, gateway or CGI layer between client and application took them away.',
    severity: 'error',
    tell: [
      'The request carried well-formed credentials, and the server answers as if there were none',
      'The same request works when sent to the application itself',
      'Apache with CGI, PHP or WSGI, IIS modules and some load balancers are known for it',
    ],
    caller: [
      'Send a plainly wrong token: the same answer means that nobody reads it',
      'Send past the proxy to prove it',
    ],
    server: [
      'Apache: `CGIPassAuth On`, or `SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1`; mod_wsgi: `WSGIPassAuthorization On`',
      'nginx: `proxy_set_header Authorization $http_authorization;`',
      'A gateway that checks the token itself must still forward it, or send the identity in a header of its own',
    ],
    misled:
      'A scheme that the server does not know gives the same answer. Rule that out first: compare with the challenge.',
    references: [references.auth, references.www],
  },
  {
    id: 'malformed-header',
    group: 'request',
    title: 'The credentials header is malformed',
    meaning: 'The value breaks the syntax of its scheme, so the server cannot take it apart.',
    severity: 'error',
    tell: [
      'The value is not `Scheme credentials` with one space between',
      'A doubled scheme, a colon after it, quotes around the token, a line break, `user:password` that was never encoded',
    ],
    caller: [
      'Write the value anew: `Authorization: Bearer <token>` or `Authorization: Basic <base64 of user:password>`',
      'Trim what comes from files and shells: `echo` adds a line break, base64 wraps lines',
    ],
    server: ['Answer 400 with `invalid_request`, and say what about the value cannot be read'],
    response:
      'HTTP/1.1 400 Bad Request\nWWW-Authenticate: Bearer error="invalid_request", error_description="The Authorization header has two schemes"',
    misled: 'Servers that cannot split the header often say that it is missing.',
    references: [references.cred, references.basic, references.b2],
  },
  {
    id: 'placeholder-credentials',
    group: 'request',
    title: 'A placeholder was sent instead of credentials',
    meaning:
      'A template variable that nobody replaced, an example value from a document, or the text of a missing value was sent as if it were a secret.',
    severity: 'error',
    tell: ['The value is `{{token}}`, `${TOKEN}`, `undefined`, `null`, `[object Object]` or `YOUR_API_KEY`'],
    caller: [
      'Set the variable where the request is sent from, and check that its file is loaded',
      'In code, fail when the value is missing instead of sending its text',
      'Single quotes in a shell, and a missing `f` or backtick in code, keep variables from being replaced',
    ],
    server: ['Treat it as any unknown token; do not echo it'],
    misled: 'The server’s message ("jwt malformed", "invalid key") is true and beside the point.',
    references: [references.auth],
  },
  {
    id: 'scheme-mismatch',
    group: 'request',
    title: 'The server wants another scheme',
    meaning: 'The credentials are well-formed, but of a scheme that the server does not accept at this place.',
    severity: 'error',
    tell: [
      'The challenge lists schemes, and the one that was sent is not among them',
      'The word before the token is not the one that the API documents: `Token`, `Bearer`, `ApiKey`, `Bot`',
    ],
    caller: ['Use the scheme of the challenge', 'Check whether the API takes the key in a header of its own instead'],
    server: [
      'List every scheme that you accept, as a challenge each',
      'Name the scheme in the body too: many clients never show headers',
    ],
    response: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm="api", charset="UTF-8"',
    misled: 'A server may read the wrong scheme as no credentials at all, and say so.',
    references: [references.www, references.cred],
  },
] as const satisfies readonly Cause[];
