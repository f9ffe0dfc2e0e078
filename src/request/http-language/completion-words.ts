/** Headers that people write into requests. */
export const headerNames =
  `Authorization Accept Accept-Charset Accept-Encoding Accept-Language Access-Control-Request-Headers
  Access-Control-Request-Method Cache-Control Connection Content-Encoding Content-Language Content-MD5 Content-Type Cookie
  Date DPoP Expect Forwarded From Host Idempotency-Key If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since
  Origin Pragma Prefer Proxy-Authorization Range Referer TE Upgrade User-Agent Via X-Api-Key X-Correlation-ID X-CSRF-Token
  X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-HTTP-Method-Override X-Request-ID X-Request-Type
  X-Requested-With`.split(/\s+/);

export const mediaTypes =
  `application/json application/x-www-form-urlencoded multipart/form-data text/plain text/html application/xml
  application/graphql-response+json application/problem+json application/merge-patch+json application/json-patch+json
  application/octet-stream application/pdf application/x-ndjson text/csv text/css text/event-stream text/markdown text/xml
  image/png image/jpeg image/svg+xml */*`.split(/\s+/);

/** Settings in comments, and what they do. */
export const settingHelp: readonly (readonly [string, string])[] = [
  ['name', 'The name of the request, for references to its response'],
  ['prompt', 'A variable to ask for when the request is sent: name and question'],
  ['note', 'Ask for confirmation before the request is sent'],
  ['no-redirect', 'Do not follow redirects'],
  ['no-cookie-jar', 'Keep no cookies between the legs of a run'],
  ['profile', 'The profile that the request is sent with, by its name'],
  ['timeout', 'Give up after so many seconds, or as in "500 ms"'],
  ['proxy', 'Send through this proxy'],
  ['no-reject-unauthorized', 'Do not verify the certificate of the server'],
  ['ref', 'A request that has to be sent before'],
  ['import', 'Another file whose variables and names are used'],
  ['disabled', 'Do not send the request'],
];
