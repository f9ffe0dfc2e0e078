import type { Cause } from './cause.ts';
import { references } from './references.ts';

export const tokenCauses = [
  {
    id: 'token-expired',
    group: 'token',
    title: 'The token has expired',
    meaning: 'The token’s lifetime is over.',
    severity: 'error',
    tell: [
      '`exp` lies before the server’s `Date`',
      'The server says so: `invalid_token` with "expired", `ACCESS_TOKEN_EXPIRED`, `jwt expired`',
    ],
    caller: ['Get a new token and send again', 'Renew before `exp`, and once on a 401; never in a loop'],
    server: [
      'Answer 401 with `invalid_token` and say "expired": clients then know that a refresh helps',
      'Keep the leeway small and the same in all services',
    ],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"',
    misled: 'A fresh token that is "expired" at once is a matter of clocks or of `exp` in milliseconds. Check both.',
    references: [references.exp, references.b31],
  },
  {
    id: 'token-not-yet-valid',
    group: 'token',
    title: 'The token is not valid yet',
    meaning: 'The token says that it begins to be valid at a time that lies in the server’s future.',
    severity: 'error',
    tell: ['`nbf` or `iat` lies after the server’s `Date`'],
    caller: [
      'Wait, or set the clock of the machine that issues the token',
      'Do not set `nbf` to the very second of issuing',
    ],
    server: ['Allow a minute of leeway for `nbf` and `iat`'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The token is not valid yet"',
    misled: 'If it lies less than some minutes ahead, the clocks disagree and the token is sound.',
    references: [references.nbf, references.iat],
  },
  {
    id: 'clock-skew',
    group: 'token',
    title: 'The clocks of client and server disagree',
    meaning:
      'A token or a signed request is in time by one clock and out of time by the other: client and server disagree about what time it is.',
    severity: 'error',
    tell: [
      'The times in the token or signature are fine by one clock and not by the other',
      'The `Date` of the answer differs from your clock by more than the time under way',
    ],
    caller: [
      'Synchronize the clock (NTP); in containers and virtual machines check the host’s',
      'Take the server’s `Date` as the time to sign with, where the SDK allows it',
    ],
    server: ['Send `Date`, and name the allowed difference in the error', 'Allow for a difference of a minute or two'],
    response:
      'HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"error":"The request time differs from the server time by 22 min; 5 min are allowed"}',
    misled: 'A cached answer carries an old `Date`; `Age` tells by how much.',
    references: [references.date, references.exp],
  },
  {
    id: 'token-malformed',
    group: 'token',
    title: 'The token cannot be read',
    meaning: 'The value cannot be parsed as the kind of token that the server expects.',
    severity: 'error',
    tell: [
      'It does not have three parts, or its parts are not base64url of JSON',
      'It was cut by a terminal, a log or a column width; or an opaque token went to a server that wants a JWT',
    ],
    caller: [
      'Copy the token again, whole and without quotes, and compare lengths',
      'Check that it is a token of this issuer at all',
    ],
    server: ['Say which part cannot be read, without echoing the token'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The token is not a JWT"',
    misled: 'Some servers call every bad token malformed, also an expired one.',
    references: [references.jwtv, references.b31],
  },
  {
    id: 'signature-invalid',
    group: 'token',
    title: 'The token’s signature does not verify',
    meaning: 'The token can be read, but its signature does not verify under the key that the server uses.',
    severity: 'error',
    tell: [
      'The server says so, and the token’s times, issuer and audience are fine',
      'Issuer and server are of different environments, or share a secret that was changed on one side',
    ],
    caller: [
      'Get the token from the environment that this server belongs to',
      'Do not edit tokens: any change breaks the signature',
    ],
    server: [
      'Check that key and algorithm match the issuer’s current ones; for HS256 that the secret is not base64 on one side only',
      'Answer 401 with `invalid_token`',
    ],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The signature does not verify"',
    misled: 'A key that was rotated gives the same message in servers that do not look at `kid`.',
    references: [references.jws, references.b31],
  },
  {
    id: 'signing-key-unknown',
    group: 'token',
    title: 'The server does not know the signing key',
    meaning: 'The token names a key that the server does not find among the issuer’s keys.',
    severity: 'error',
    tell: [
      'The token’s `kid` is not in the key set of the issuer that the server trusts',
      'It began after a key rotation, or with a token of another tenant',
    ],
    caller: [
      'Get a new token: the old key may be retired',
      'Compare `iss` and `kid` with the issuer’s published key set',
    ],
    server: [
      'Fetch the key set again when an unknown `kid` comes, at most once a minute',
      'Keep retired keys published until the last token signed with them has expired',
    ],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="Unknown kid"',
    misled: 'Right after a rotation it heals by itself when the server’s cache runs out.',
    references: [references.kid, references.jws],
  },
  {
    id: 'algorithm-not-allowed',
    group: 'token',
    title: 'The token’s algorithm is not accepted',
    meaning: 'The token is signed with an algorithm that the server does not accept.',
    severity: 'error',
    tell: ['`alg` in the token’s header is not one that the server lists: `none`, HS256 where RS256 is wanted'],
    caller: ['Have the token issued with an accepted algorithm: it is set at the issuer, per application or API'],
    server: ['Fix the list of algorithms in code (RFC 8725 §3.1), and say which are accepted'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="alg HS256 is not accepted"',
    misled: 'An issuer that signs ID tokens with one algorithm may sign access tokens with another.',
    references: [references.bcpalg],
  },
  {
    id: 'issuer-mismatch',
    group: 'token',
    title: 'The token comes from another issuer',
    meaning: 'The token was issued by another issuer than the one the server trusts.',
    severity: 'error',
    tell: ['`iss` differs from the issuer that the server trusts, be it by a slash, a tenant, a realm or a version'],
    caller: [
      'Get the token from the right tenant, realm and endpoint version',
      'Compare both strings letter by letter',
    ],
    server: ['Compare exactly (RFC 8725 §3.8), and say which issuer is expected'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The issuer is not trusted"',
    misled:
      'Microsoft’s v1 and v2 endpoints, and hosts inside and outside a container network, have different issuers for one and the same service.',
    references: [references.iss, references.bcpiss],
  },
  {
    id: 'audience-mismatch',
    group: 'token',
    title: 'The token is for another audience',
    meaning: 'The token is meant for another API: its audience does not name this one.',
    severity: 'error',
    tell: ['`aud` does not name this API', 'An ID token has the client id as its audience'],
    caller: [
      'Request the token for this API: `audience`, `resource` or the API’s own scope',
      'Do not pass tokens on from one API to the next; exchange them',
    ],
    server: ['Say which audience is expected', 'Accept one identifier, and the same in all environments’ settings'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The audience is not this API"',
    misled: 'Without an audience many issuers hand out a token for themselves: it is valid, and useless elsewhere.',
    references: [references.aud, references.at],
  },
  {
    id: 'wrong-token-type',
    group: 'token',
    title: 'The token is of the wrong kind',
    meaning: 'The token is sound but of another kind than the one wanted here.',
    severity: 'error',
    tell: [
      'It is an ID token (`nonce`, `at_hash`), a refresh token, or a user’s where an application’s is wanted',
      '`typ`, `token_use` or `token_type` in it says so',
    ],
    caller: [
      'Send the access token of the same sign-in',
      'Read whether the endpoint wants a user, bot or application token',
    ],
    server: ['Check `typ` (RFC 9068 §4) and say which kind is wanted'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="An access token is required"',
    misled: 'All tokens of an issuer look alike and verify under the same key.',
    references: [references.bcptype, references.at],
  },
  {
    id: 'token-revoked',
    group: 'token',
    title: 'The token was revoked',
    meaning: 'The token was good once, and was taken back before its time was over.',
    severity: 'error',
    tell: [
      'It worked before, its time is not over, and the server says revoked, blacklisted or signed out',
      'A password change, a new token or a sign-out came between',
    ],
    caller: [
      'Sign in again or create a new token',
      'If it happens at once, look for a second client that rotates the same token',
    ],
    server: ['Say that it was revoked: a refresh with the same grant will not help'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The token was revoked"',
    misled: 'Revoked and unknown look alike to servers that delete revoked tokens.',
    references: [references.revoke, references.intro],
  },
  {
    id: 'token-unknown',
    group: 'token',
    title: 'The server does not know the token',
    meaning: 'A well-formed opaque token that the server does not recognise, with no word on the reason.',
    severity: 'error',
    tell: [
      'The token is opaque, well-formed and refused, and nothing says why',
      'Introspection answers `{"active": false}`',
    ],
    caller: [
      'Compare the token with its source, whole and from the right environment',
      'Get a new one: it separates an old token from a wrong one',
    ],
    server: ['Say whether it is expired, revoked or unknown where that helps nobody to guess tokens'],
    response: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token"',
    misled: 'The same answer covers expired, revoked and mistyped tokens in many servers.',
    references: [references.b31, references.intro],
  },
  {
    id: 'claim-missing',
    group: 'token',
    title: 'The token lacks a claim',
    meaning:
      'A claim that the server requires, other than issuer, audience and times, is absent or has a value that it does not accept.',
    severity: 'error',
    tell: ['The server names a claim that is absent or has an unexpected value'],
    caller: [
      'Have the issuer add the claim: a mapper, rule or scope puts it there',
      'Check that the right kind of token was sent',
    ],
    server: ['Name the claim and the value that you expect'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The claim tenant_id is missing"',
    misled: 'Claims in an ID token are not in the access token unless the issuer is told so.',
    references: [references.atdata, references.jwtv],
  },
  {
    id: 'insufficient-scope',
    group: 'token',
    title: 'The token’s scope is not enough',
    meaning: 'The server knows who is calling, but the token lacks a scope, role or permission.',
    severity: 'error',
    tell: [
      'The challenge says `insufficient_scope`, or the message names a scope, role or permission',
      'Requests that need less work with the same token',
    ],
    caller: [
      'Request the scope, consent to it, and get a new token: an old one does not grow',
      'Check the roles of the application, not only the user’s',
    ],
    server: ['Answer 403 with `insufficient_scope` and the `scope` that is needed'],
    response: 'HTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"',
    misled: 'Some servers answer 401 for it, which makes clients refresh in vain.',
    references: [references.b31, references['403']],
  },
  {
    id: 'step-up-required',
    group: 'token',
    title: 'The server wants a stronger or newer sign-in',
    meaning: 'The user’s sign-in is too old or too weak for this resource.',
    severity: 'error',
    tell: ['`insufficient_user_authentication`, `acr_values`, `max_age`, or a message about MFA or single sign-on'],
    caller: [
      'Sign in again with those `acr_values` or that `max_age`; a refresh changes nothing',
      'For SSO-protected organizations, authorize the token for the organization',
    ],
    server: ['Answer 401 with `insufficient_user_authentication` (RFC 9470 §3)'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="insufficient_user_authentication", acr_values="mfa", max_age="300"',
    misled: 'The token is sound, so checking it again leads nowhere.',
    references: [references.step],
  },
  {
    id: 'sender-proof-invalid',
    group: 'token',
    title: 'The proof that belongs to the token is missing or wrong',
    meaning: 'The token is bound to a key or certificate, and the proof of having it is absent, stale or wrong.',
    severity: 'error',
    tell: [
      '`use_dpop_nonce` or `invalid_dpop_proof`, or the token has `cnf` and came as `Bearer`',
      'The client certificate of the connection is not the one in `cnf`',
    ],
    caller: [
      'Send `Authorization: DPoP` and a fresh proof for this method and URL, with the newest `DPoP-Nonce`',
      'Use the certificate that the token was issued to',
    ],
    server: [
      'Answer `use_dpop_nonce` with a `DPoP-Nonce`',
      'Forward the client certificate where TLS ends before the application',
    ],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: DPoP error="use_dpop_nonce", algs="ES256"\nDPoP-Nonce: eyJ7S_zG',
    misled: 'The first request to a server that uses nonces always fails once: that is the protocol, not a fault.',
    references: [references.dpop, references.dpopn, references.mtls],
  },
] as const satisfies readonly Cause[];
