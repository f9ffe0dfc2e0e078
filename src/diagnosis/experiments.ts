import type { CauseId } from '../causes/catalogue.ts';

/** The request that would prove or disprove a cause, for where the exchange alone cannot. */
export const experiments: Readonly<Record<CauseId, string>> = {
  'credentials-missing': 'Send the same request with credentials: another answer proves it',
  'wrong-header-name':
    'Send the same credentials where the API documents them as well, mostly in "Authorization": another answer proves it',
  'header-dropped-on-redirect': 'Send the request straight to the final URL with its credentials',
  'header-stripped-by-intermediary':
    'Send a plainly wrong token: the very same answer means that the server does not see the header. Then send to the application past the proxy',
  'malformed-header': 'Send the value in its corrected form: another error, or none, proves it',
  'placeholder-credentials': 'Print the value that is really sent',
  'scheme-mismatch': 'Send without credentials and compare the challenges; then use the scheme they name',
  'token-expired': 'Send again with a token that was issued just now: success proves it',
  'token-not-yet-valid': 'Send the same token again in a few minutes: success proves it',
  'clock-skew': 'Compare the "Date" of any answer with a time server, then send again after a minute',
  'token-malformed': 'Decode the token by hand: three parts, and JSON in the first two',
  'signature-invalid': 'Verify the token against the issuer’s published keys; send a fresh one from the same issuer',
  'signing-key-unknown': 'Look for the token’s "kid" in the issuer’s key set',
  'algorithm-not-allowed': 'Compare the token’s "alg" with the algorithms in the server’s metadata',
  'issuer-mismatch': 'Compare the token’s "iss" with the issuer in the server’s metadata, letter by letter',
  'audience-mismatch': 'Get a token for this API’s own identifier and send it',
  'wrong-token-type': 'Send the access token from the same sign-in: success proves it',
  'token-revoked': 'Introspect the token (RFC 7662), or send a new one of the same account: success proves it',
  'token-unknown':
    'Send a plainly wrong token: the same answer means that the server does not know yours. Then send a fresh one',
  'claim-missing': 'Decode the token and look for the claim that the message names',
  'insufficient-scope': 'Send a request that needs less, such as reading: success means that only scope is lacking',
  'step-up-required': 'Sign in again with a second factor and send the new token',
  'sender-proof-invalid': 'Send again with a fresh proof that holds the newest nonce',
  'invalid-credentials':
    'Sign in with the same user name and password on the server’s own page: where that works, it wants another scheme here, or this is another environment',
  'invalid-api-key': 'Make a new key and send it: success proves it. Also try the simplest endpoint of the API',
  'account-disabled': 'Sign in to the account on the server’s own page',
  'credentials-expired': 'Look at the expiry date in the account’s settings',
  'auth-method-disabled': 'Send a plainly wrong password: the same answer means that the method itself is refused',
  'session-expired': 'Sign in anew and send the new cookie: success proves it',
  'csrf-token-invalid': 'Fetch the page or token endpoint anew and repeat at once with its token',
  'client-authentication-failed':
    'Send client id and secret the other way: in the Basic header instead of the body, or in the body',
  'grant-invalid': 'Start the sign-in anew and redeem the new code at once',
  'digest-mismatch': 'Let a client that knows Digest, such as "curl --digest", send the same request',
  'request-signature-mismatch': 'Sign the same request with the provider’s own tool and compare',
  'negotiate-failed': 'Send with "curl --negotiate" from the same machine, after listing the tickets',
  'wrong-environment': 'Send the same credentials to the other host (sandbox, region, tenant): success proves it',
  'proxy-authentication-required': 'Send once without the proxy',
  'client-not-allowed': 'Send the same request from another network',
  'permission-denied':
    'Send a request for something that is surely yours: success means that only this resource is refused',
  'server-misconfigured': 'Send credentials that are surely good: the same answer means that the server is at fault',
  'not-an-auth-failure':
    'Send the same request with plainly wrong credentials: if the answer stays the same, they do not matter',
};
