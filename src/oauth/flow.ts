import type * as oauth from 'oauth4webapi';
import type { Explanation } from './explain.ts';
import type { Outside, SignInRequest, SignInStep } from './model.ts';
import type { Recorder } from './recorder.ts';

/** One sign-in on its way: what each of its steps needs. */
export interface Flow {
  readonly request: SignInRequest;
  readonly outside: Outside;
  readonly signal: AbortSignal;
  readonly recorder: Recorder;
  readonly server: oauth.AuthorizationServer;
  /** Without an issuer there is none to compare with what an answer or an ID token says. */
  readonly knowsIssuer: boolean;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
  readonly options: oauth.TokenEndpointRequestOptions;
  /** Says which step runs, for whoever explains its failure. */
  readonly enter: (step: SignInStep) => void;
}

/** A step that failed for a reason that is known where it is thrown. */
export class Failure extends Error {
  readonly explanation: Explanation;
  constructor(explanation: Explanation) {
    super(explanation.reason);
    this.explanation = explanation;
  }
}
