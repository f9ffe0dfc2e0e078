// The causes that a diagnosis may name. Their ids are a public contract: output, settings and documentation use them, so
// they are added to and never renamed. This file knows nothing else.

/** The order in which a reader meets them. */
export type CauseGroup = 'request' | 'token' | 'credentials' | 'signature' | 'environment';

export interface Cause {
  readonly id: string;
  readonly group: CauseGroup;
}

export const causes = [
  { id: 'credentials-missing', group: 'request' },
  { id: 'wrong-header-name', group: 'request' },
  { id: 'header-dropped-on-redirect', group: 'request' },
  { id: 'header-stripped-by-intermediary', group: 'request' },
  { id: 'malformed-header', group: 'request' },
  { id: 'placeholder-credentials', group: 'request' },
  { id: 'scheme-mismatch', group: 'request' },
  { id: 'token-expired', group: 'token' },
  { id: 'token-not-yet-valid', group: 'token' },
  { id: 'clock-skew', group: 'token' },
  { id: 'token-malformed', group: 'token' },
  { id: 'signature-invalid', group: 'token' },
  { id: 'signing-key-unknown', group: 'token' },
  { id: 'algorithm-not-allowed', group: 'token' },
  { id: 'issuer-mismatch', group: 'token' },
  { id: 'audience-mismatch', group: 'token' },
  { id: 'wrong-token-type', group: 'token' },
  { id: 'token-revoked', group: 'token' },
  { id: 'token-unknown', group: 'token' },
  { id: 'claim-missing', group: 'token' },
  { id: 'insufficient-scope', group: 'token' },
  { id: 'step-up-required', group: 'token' },
  { id: 'sender-proof-invalid', group: 'token' },
  { id: 'invalid-credentials', group: 'credentials' },
  { id: 'invalid-api-key', group: 'credentials' },
  { id: 'account-disabled', group: 'credentials' },
  { id: 'credentials-expired', group: 'credentials' },
  { id: 'auth-method-disabled', group: 'credentials' },
  { id: 'session-expired', group: 'credentials' },
  { id: 'csrf-token-invalid', group: 'credentials' },
  { id: 'client-authentication-failed', group: 'credentials' },
  { id: 'grant-invalid', group: 'credentials' },
  { id: 'digest-mismatch', group: 'signature' },
  { id: 'request-signature-mismatch', group: 'signature' },
  { id: 'negotiate-failed', group: 'signature' },
  { id: 'wrong-environment', group: 'environment' },
  { id: 'proxy-authentication-required', group: 'environment' },
  { id: 'client-not-allowed', group: 'environment' },
  { id: 'permission-denied', group: 'environment' },
  { id: 'server-misconfigured', group: 'environment' },
  { id: 'not-an-auth-failure', group: 'environment' },
] as const satisfies readonly Cause[];

export type CauseId = (typeof causes)[number]['id'];
