// Which names carry credentials. Masking, redirects, exports and the checks before sending all ask here, so that one
// of them cannot treat as a secret what another one shows. It errs towards "secret": a name is judged by its words.

const headers = new Set([
  'authorization',
  'authentication',
  'proxy-authorization',
  'x-authorization',
  'x-forwarded-authorization',
  'x-original-authorization',
  'x-serverless-authorization',
  'cookie',
  'cookie2',
  'set-cookie',
  'dpop',
  'sec-token-binding',
]);

const parameters = new Set([
  'auth',
  'code',
  'code_verifier',
  'key',
  'sig',
  'signature',
  'x-amz-signature',
  'x-goog-signature',
  'assertion',
  'client_assertion',
  'saml_response',
  'samlresponse',
  'ticket',
  'sid',
  'otp',
  'pin',
]);

/** Words that make any name a credential's, and pairs of words that do so together. */
const words = new Set([
  'token',
  'secret',
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'apikey',
  'jwt',
  'credential',
  'credentials',
]);
const pairs = new Set([
  'api key',
  'auth key',
  'access key',
  'app key',
  'application key',
  'account key',
  'admin key',
  'client key',
  'functions key',
  'license key',
  'master key',
  'pro key',
  'rapidapi key',
  'secret key',
  'shared key',
  'subscription key',
  'session id',
  'session key',
  'service key',
  'user key',
]);

/** Headers whose name ends in "key" and that carry no secret: they deduplicate, cache, or belong to a handshake. */
const innocentKeys = new Set([
  'cache key',
  'idempotency key',
  'partition key',
  'row key',
  'routing key',
  'shard key',
  'sort key',
  'surrogate key',
  'websocket key',
]);

/** Names that only look like credentials: they page, deduplicate or describe. */
const innocent = new Set([
  'token_type',
  'token_type_hint',
  'requested_token_type',
  'subject_token_type',
  'actor_token_type',
  'next_page_token',
  'nextpagetoken',
  'page_token',
  'pagetoken',
  'continuation_token',
  'nexttoken',
  'next_token',
  'sync_token',
  'max_tokens',
  'password_hint',
]);

export function isCredentialHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return headers.has(lower) || hasCredentialWords(lower) || isKeyHeader(lower);
}

/** `X-Auth`, `Fastly-Key`, `X-Appwrite-Key`: as a header, nearly every such name is that of a credential. */
function isKeyHeader(lower: string): boolean {
  const parts = lower.split(/[^a-z0-9]/).filter(part => part !== '' && part !== 'x');
  const last = parts.at(-1);
  if (last === 'auth') return true;
  return last === 'key' && !innocentKeys.has(parts.slice(-2).join(' '));
}

/** A query parameter, a form field or a member of a JSON body. */
export function isCredentialParameter(name: string): boolean {
  const lower = name.toLowerCase();
  return parameters.has(lower) || hasCredentialWords(name);
}

function hasCredentialWords(name: string): boolean {
  if (innocent.has(name.toLowerCase().replaceAll('-', '_'))) return false;
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter(part => part !== '' && part !== 'x');
  return parts.some(
    (part, i) =>
      words.has(part) ||
      part.endsWith('token') ||
      part.endsWith('apikey') ||
      pairs.has(`${part} ${parts[i + 1] ?? ''}`),
  );
}
