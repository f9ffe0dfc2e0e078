import type { CertificateFiles, ClientAuthentication, Grant, SignInRequest } from '../oauth/model.ts';
import { otherProvider, scopesOf } from './account.ts';
import type { AccountCredentials, ReadyCredentials } from './model.ts';
import { type Answers, isTokenEndpoint } from './questions.ts';

export type Meaning =
  | { readonly kind: 'ready'; readonly name: string; readonly credentials: ReadyCredentials }
  | { readonly kind: 'account'; readonly name: string; readonly credentials: AccountCredentials }
  | { readonly kind: 'sign-in'; readonly name: string; readonly request: SignInRequest };

/** What complete answers mean. */
export function meaningOf(answers: Answers): Meaning {
  const name = answers.name ?? '';
  switch (answers.kind) {
    case 'basic': {
      const credentials = { kind: 'basic', user: answers.user ?? '', password: answers.password ?? '' } as const;
      return { kind: 'ready', name, credentials };
    }
    case 'bearer': {
      const token = (answers.token ?? '').replace(/^Bearer\s+/i, '');
      return { kind: 'ready', name, credentials: { kind: 'bearer', token } };
    }
    case 'api-key': {
      const credentials = { kind: 'api-key', header: answers.header ?? '', key: answers.key ?? '' } as const;
      return { kind: 'ready', name, credentials };
    }
    case 'account': {
      const provider = (answers.provider === otherProvider ? answers.providerId : answers.provider) ?? '';
      return {
        kind: 'account',
        name,
        credentials: { kind: 'account', provider, scopes: scopesOf(answers.scope ?? '') },
      };
    }
    default:
      return { kind: 'sign-in', name, request: requestOf(answers) };
  }
}

function requestOf(answers: Answers): SignInRequest {
  const given = answers.issuer ?? '';
  const pairs = (answers.parameters ?? '').split(/[\s&]+/).filter(pair => pair !== '');
  const { resource, dpop, ...others } = Object.fromEntries(
    pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  return {
    ...(isTokenEndpoint(given)
      ? {
          endpoints: {
            token: given,
            ...(answers.authorizationEndpoint && { authorization: answers.authorizationEndpoint }),
            ...(answers.deviceEndpoint && { deviceAuthorization: answers.deviceEndpoint }),
          },
        }
      : { issuer: issuerIn(given) }),
    clientId: answers.clientId ?? '',
    authentication: authenticationOf(answers),
    grant: grantOf(answers),
    ...(answers.scope && { scope: answers.scope }),
    ...(answers.redirectUri && { redirectUri: answers.redirectUri }),
    ...(resource && { resource }),
    ...((answers.dpop === 'yes' || dpop === 'true') && { dpop: true as const }),
    ...(answers.certificate && { certificate: certificateOf(answers.certificate, answers) }),
    ...(Object.keys(others).length > 0 && { parameters: others }),
  };
}

/** Who can be asked what it offers, as far as it is known yet. */
export function issuerOf({ issuer = '' }: Answers): string | undefined {
  return issuer === '' || isTokenEndpoint(issuer) ? undefined : issuerIn(issuer);
}

/** From the address of the metadata, which is what people copy (OpenID Connect Discovery §4, RFC 8414 §3.1). */
function issuerIn(url: string): string {
  return url.replace(/\/\.well-known\/(?:openid-configuration|oauth-authorization-server)/, '');
}

function authenticationOf({ authentication, clientSecret = '', clientKey = '' }: Answers): ClientAuthentication {
  switch (authentication) {
    case 'client_secret_basic':
    case 'client_secret_post':
    case 'client_secret_jwt':
      return { kind: authentication, secret: clientSecret };
    case 'private_key_jwt':
      return { kind: 'private_key_jwt', key: clientKey };
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return { kind: authentication };
    default:
      return { kind: 'none' };
  }
}

function certificateOf(cert: string, { certificateKey, passphrase }: Answers): CertificateFiles {
  return { cert, ...(certificateKey && { key: certificateKey }), ...(passphrase && { passphrase }) };
}

function grantOf(answers: Answers): Grant {
  switch (answers.grant) {
    case 'refresh-token':
      return { kind: 'refresh-token', refreshToken: answers.refreshToken ?? '' };
    case 'password':
      return { kind: 'password', user: answers.user ?? '', password: answers.password ?? '' };
    case 'token-exchange':
      return { kind: 'token-exchange', subjectToken: answers.subjectToken ?? '' };
    case 'client-credentials':
    case 'device-code':
      return { kind: answers.grant };
    default:
      return { kind: 'authorization-code' };
  }
}
