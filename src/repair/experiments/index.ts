import { aroundProxy } from './around-proxy.ts';
import { correctedHeader } from './corrected-header.ts';
import type { Experiment } from './experiment.ts';
import { introspection } from './introspection.ts';
import { issuerKeys } from './issuer-keys.ts';
import { offeredScheme } from './offered-scheme.ts';
import { otherSlash } from './other-slash.ts';
import { readingInstead } from './reading-instead.ts';
import { resourceMetadata } from './resource-metadata.ts';
import { serverClock } from './server-clock.ts';
import { straightToTarget } from './straight-to-target.ts';
import { tidyPath } from './tidy-path.ts';
import { userinfo } from './userinfo.ts';
import { usualHeader } from './usual-header.ts';
import { withoutCredentials } from './without-credentials.ts';
import { wrongCredentials } from './wrong-credentials.ts';

export const experiments: readonly Experiment[] = [
  aroundProxy,
  correctedHeader,
  introspection,
  issuerKeys,
  offeredScheme,
  otherSlash,
  readingInstead,
  resourceMetadata,
  serverClock,
  straightToTarget,
  tidyPath,
  userinfo,
  usualHeader,
  withoutCredentials,
  wrongCredentials,
];
