import type { CauseId } from '../causes/catalogue.ts';

/** A pattern that says a cause when a provider answers. Every field that is present must match. */
export interface ProviderTell {
  readonly cause: CauseId;
  readonly strength: 'decisive' | 'strong' | 'weak';
  /** One sentence for the user, such as `GitHub says that the token is not one it knows`. */
  readonly says: string;
  readonly status?: readonly number[];
  /** A lower-cased response header name, with a pattern that its value must match. */
  readonly header?: { readonly name: string; readonly matches: RegExp };
  readonly body?: RegExp;
  /** What the request must (or must not) have carried. */
  readonly credentials?: 'present' | 'absent';
  /** What the value of the request's `Authorization` must look like. */
  readonly authorization?: RegExp;
}

/** An answer, cut down to what matters. It is the provider's test. */
export interface ProviderSample {
  readonly host?: string;
  readonly status: number;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string;
  readonly credentials?: 'present' | 'absent';
  /** The cause that the tells must name. */
  readonly cause?: CauseId;
}

/** Who speaks like this: data only. */
export interface Provider {
  /** The file's name. */
  readonly id: string;
  readonly title: string;
  /** Recognises the provider; any one that matches is enough. */
  readonly recognise: {
    readonly hosts?: readonly RegExp[];
    readonly headers?: readonly { readonly name: string; readonly matches?: RegExp }[];
    readonly body?: readonly RegExp[];
  };
  readonly tells: readonly ProviderTell[];
  /** Shapes of its opaque tokens, such as GitHub's `ghp_`. */
  readonly tokens?: readonly { readonly title: string; readonly pattern: RegExp }[];
  readonly matches: readonly ProviderSample[];
  /** Answers that look alike and are not this provider's. */
  readonly nearMisses: readonly ProviderSample[];
  readonly documentation: string;
  /** Where its users see, make and revoke their keys and tokens. */
  readonly account?: string;
  readonly passwordReset?: string;
}
