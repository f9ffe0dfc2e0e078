import type { HeaderProblem, Severity } from '../auth/model.ts';
import type { Fix, Span } from '../text/span.ts';
import type { LanguageId } from './languages.ts';
import type { Site } from './site.ts';

/** How sure a rule is, apart from how bad the thing is. */
export type Confidence = 'high' | 'medium' | 'low';

export interface LintProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
}

/** `file` gives the language, as in `app.py`; `fixed` is what the first fix yields, absent where none is offered. */
export type Example =
  | { readonly file: string; readonly bad: string; readonly fixed?: string }
  | { readonly file: string; readonly good: string };

export interface Found {
  readonly message: string;
  readonly span: Span;
  readonly fixes?: readonly Fix[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly related?: LintProblem['related'];
}

export type Report = (found: Found) => void;

/** A file as a whole, for rules about what no single header shows. */
export interface LintFile {
  readonly file: string;
  readonly language: LanguageId;
  readonly text: string;
  readonly sites: readonly Site[];
  /** Milliseconds since the epoch; without it nothing is said about times. */
  readonly now?: number;
  /** Names in suppressions that are no rule's. */
  readonly unknownRules: readonly { readonly id: string; readonly span: Span }[];
}

/** One lint rule. The file's name is the id; the examples are its tests and its documentation. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One line, no final full stop. */
  readonly summary: string;
  /** Markdown: what the server or the library does with it, and why the fix is right. */
  readonly rationale: string;
  /** Markdown: what looks alike and is left alone. */
  readonly notReported?: string;
  /** Sections of standards, issues or documentation pages. */
  readonly references?: readonly string[];
  readonly examples: readonly Example[];
  readonly check?: (site: Site, report: Report) => void;
  readonly checkFile?: (file: LintFile, report: Report) => void;
}

export type { HeaderProblem };
