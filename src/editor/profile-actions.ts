// What signs in and puts tokens to use, without any of the editor. A bundle of its own: most windows never sign in.

export { readCertificate } from '../oauth/client.ts';
export { fetchMetadata } from '../oauth/metadata.ts';
export type { SignInFailure, SignInRequest, SignInResult, Tokens } from '../oauth/model.ts';
export { listenForRedirect } from '../oauth/redirect-listener.ts';
export { revoke } from '../oauth/revoke.ts';
export { signIn } from '../oauth/sign-in.ts';
export { renew } from '../oauth/use-tokens.ts';
export { issuerOf, meaningOf } from '../profiles/answers.ts';
export { credentialHeaders } from '../profiles/put-credentials.ts';
export { askAll } from '../profiles/questions.ts';
