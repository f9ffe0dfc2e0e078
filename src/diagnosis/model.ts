import type { CauseId } from '../causes/catalogue.ts';
import type { Span } from '../text/span.ts';

/** The very thing that a piece of evidence rests on. Offsets are in the value or in the body text. */
export type Pointer =
  | { readonly kind: 'request-header'; readonly name: string; readonly span?: Span }
  | { readonly kind: 'response-header'; readonly name: string; readonly span?: Span }
  | { readonly kind: 'claim'; readonly name: string }
  | { readonly kind: 'token-header'; readonly name: string }
  | { readonly kind: 'request-url'; readonly span?: Span }
  | { readonly kind: 'request-body'; readonly span?: Span }
  | { readonly kind: 'response-body'; readonly span?: Span }
  | { readonly kind: 'status' }
  | { readonly kind: 'hop'; readonly index: number }
  | { readonly kind: 'clock' };

/** `decisive`: nothing else explains it. `strong`: hardly anything else does. `weak`: it tilts the balance. */
export type Strength = 'decisive' | 'strong' | 'weak';

/** What a detector saw: one sentence that names the very thing, for or against one cause. */
export interface Evidence {
  readonly cause: CauseId;
  readonly strength: Strength;
  readonly against?: true;
  /** The id of the detector or of the provider that said it. */
  readonly source: string;
  readonly text: string;
  readonly pointer: Pointer;
}

export interface FindingFix {
  /** A stable kebab-case word; where it names a file of `src/repair`, the tool can do it. */
  readonly id: string;
  readonly title: string;
  readonly automatic: boolean;
}

export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** A ranked cause. `confidence` is a calibrated probability in 0..1 that this is the true cause. */
export interface Finding {
  readonly cause: CauseId;
  readonly confidence: number;
  readonly title: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  /** What would prove or disprove it, when the exchange alone cannot. */
  readonly experiment?: string;
  readonly fixes: readonly FindingFix[];
  readonly references: readonly Reference[];
}

/** Worth knowing, but not the cause. */
export interface Observation {
  readonly id: string;
  readonly text: string;
  readonly pointer?: Pointer;
}

export interface Diagnosis {
  /** Most probable first; empty where nothing failed. */
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
}
