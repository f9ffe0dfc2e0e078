import type { FaultFamily, LabContext } from '../model.ts';
import { claimFaults } from './claims.ts';
import { digestFaults } from './digest.ts';
import { dpopFaults } from './dpop.ts';
import { headerFaults } from './header.ts';
import { keyFaults } from './keys.ts';
import { lifetimeFaults } from './lifetime.ts';
import { oauthFaults } from './oauth.ts';
import { passwordFaults } from './password.ts';
import { policyFaults } from './policy.ts';
import { sessionFaults } from './session.ts';
import { signedFaults } from './signed.ts';
import { tokenFaults } from './tokens.ts';
import { travelFaults } from './travel.ts';

/** In the order of the `.http` file. */
export const families: readonly ((lab: LabContext) => FaultFamily | Promise<FaultFamily>)[] = [
  headerFaults,
  lifetimeFaults,
  tokenFaults,
  claimFaults,
  dpopFaults,
  passwordFaults,
  digestFaults,
  keyFaults,
  sessionFaults,
  oauthFaults,
  travelFaults,
  signedFaults,
  policyFaults,
];
