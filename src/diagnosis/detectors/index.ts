// The registry of detectors: one file per tell, in alphabetical order.
import { audienceGap } from './audience-gap.ts';
import { authorizationResponse } from './authorization-response.ts';
import { bareRefusal } from './bare-refusal.ts';
import { challengeError } from './challenge-error.ts';
import { challengeWithoutError } from './challenge-without-error.ts';
import { clientCertificate } from './client-certificate.ts';
import { clockOffset } from './clock-offset.ts';
import { credentialScope } from './credential-scope.ts';
import { csrf } from './csrf.ts';
import type { Detector } from './detector.ts';
import { digestResponse } from './digest-response.ts';
import { droppedOnRedirect } from './dropped-on-redirect.ts';
import { earlierSuccess } from './earlier-success.ts';
import { endedSession } from './ended-session.ts';
import { headerProblems } from './header-problems.ts';
import { loginPage } from './login-page.ts';
import { misnamedHeader } from './misnamed-header.ts';
import { negotiateHandshake } from './negotiate-handshake.ts';
import { noCredentials } from './no-credentials.ts';
import { notAboutAuth } from './not-about-auth.ts';
import { oauthError } from './oauth-error.ts';
import { placeholder } from './placeholder.ts';
import { preflight } from './preflight.ts';
import { proxyChallenge } from './proxy-challenge.ts';
import { refusedCredentials } from './refused-credentials.ts';
import { schemeNotOffered } from './scheme-not-offered.ts';
import { scopeGap } from './scope-gap.ts';
import { serverWords } from './server-words.ts';
import { signInRedirect } from './sign-in-redirect.ts';
import { signedUrlTimes } from './signed-url-times.ts';
import { strippedHeader } from './stripped-header.ts';
import { tokenAlgorithm } from './token-algorithm.ts';
import { tokenBinding } from './token-binding.ts';
import { tokenKind } from './token-kind.ts';
import { tokenShape } from './token-shape.ts';
import { tokenTimes } from './token-times.ts';

export const detectors: readonly Detector[] = [
  audienceGap,
  authorizationResponse,
  bareRefusal,
  challengeError,
  challengeWithoutError,
  clientCertificate,
  clockOffset,
  credentialScope,
  csrf,
  digestResponse,
  droppedOnRedirect,
  earlierSuccess,
  endedSession,
  headerProblems,
  loginPage,
  misnamedHeader,
  negotiateHandshake,
  noCredentials,
  notAboutAuth,
  oauthError,
  placeholder,
  preflight,
  proxyChallenge,
  refusedCredentials,
  schemeNotOffered,
  scopeGap,
  serverWords,
  signInRedirect,
  signedUrlTimes,
  strippedHeader,
  tokenAlgorithm,
  tokenBinding,
  tokenKind,
  tokenShape,
  tokenTimes,
];
