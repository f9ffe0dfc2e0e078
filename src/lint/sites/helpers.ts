/** Calls that add the scheme themselves, so that their argument is the bare token. */
export interface Helper {
  readonly scheme: string;
  /** Only after this separator, where the bare name is a common one. */
  readonly after?: readonly string[];
  /** Only as the one argument, where two are user and password. */
  readonly alone?: true;
  /** Only in these languages. */
  readonly languages?: readonly string[];
}

export const helpers: Readonly<Record<string, Helper>> = {
  setBearerAuth: { scheme: 'Bearer' },
  bearer_auth: { scheme: 'Bearer' },
  bearerAuth: { scheme: 'Bearer', languages: ['java', 'kotlin', 'groovy', 'scala'] },
  SetAuthToken: { scheme: 'Bearer', after: ['.'], languages: ['go'] },
  SetBearerAuth: { scheme: 'Bearer' },
  SetBearerAuthToken: { scheme: 'Bearer' },
  SetBearerToken: { scheme: 'Bearer' },
  setBearerToken: { scheme: 'Bearer' },
  withToken: { scheme: 'Bearer', after: ['->', '::'], languages: ['php'] },
  withBearerToken: { scheme: 'Bearer' },
  withBearerAuth: { scheme: 'Bearer' },
  req_auth_bearer_token: { scheme: 'Bearer', languages: ['r'] },
  BearerTokenAuth: { scheme: 'Bearer' },
  BearerAuth: { scheme: 'Bearer', languages: ['python'] },
  JwtAuthenticator: { scheme: 'Bearer', languages: ['csharp'] },
  SetBearerTokenAsync: { scheme: 'Bearer' },
  WithOAuthBearerToken: { scheme: 'Bearer', languages: ['csharp'] },
  oauth2: { scheme: 'Bearer', after: ['.'], languages: ['java', 'kotlin', 'groovy'] },
  BearerTokens: { scheme: 'Bearer', languages: ['kotlin'] },
  bearerToken: { scheme: 'Bearer', after: ['('], languages: ['swift'] },
  setBasicAuth: { scheme: 'Basic', alone: true, languages: ['java', 'kotlin', 'groovy', 'scala'] },
  setBearer: { scheme: 'Bearer' },
};
