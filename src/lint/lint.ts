import type { Severity } from '../auth/model.ts';
import type { Fix } from '../text/span.ts';
import { type LanguageId, languageOf } from './languages.ts';
import type { Found, LintFile, LintProblem, Rule } from './rule.ts';
import { rules } from './rules/index.ts';
import type { Site } from './site.ts';
import { holdsSettings } from './sites/file-entries.ts';
import { hit } from './sites/windows.ts';
import { findSites } from './sites.ts';
import { suppressionsOf } from './suppressions.ts';

// Finds malformed Authorization headers in a text of any language. It knows where headers stand and which rules there
// are; what is wrong with a value it asks `auth/check.ts`, and it reads no file but the one it is given.

export type RuleSettings = Readonly<Record<string, 'off' | Severity>>;

export interface LintOptions {
  /** A name or path; its ending gives the language. */
  readonly file: string;
  /** The editor's word for the language, where it knows better. */
  readonly languageId?: string;
  readonly rules?: RuleSettings;
  /** Milliseconds since the epoch, for tokens that have expired. */
  readonly now?: number;
  /** Only problems that touch this range are wanted. */
  readonly from?: number;
  readonly to?: number;
}

export function lintText(text: string, options: LintOptions): LintProblem[] {
  const language = languageOf(options.file, options.languageId);
  const { from = 0, to = text.length } = options;
  if (!mayHold(text, language)) return [];
  const suppressions = suppressionsOf(text, id => rules.some(rule => rule.id === id));
  if (suppressions.whole) return [];
  const file: LintFile = {
    file: options.file,
    language,
    text,
    sites: findSites(text, options),
    unknownRules: suppressions.unknown,
    ...(options.now === undefined ? {} : { now: options.now }),
  };
  const problems: LintProblem[] = [];
  for (const rule of rules) {
    const setting = options.rules?.[rule.id];
    if (setting === 'off') continue;
    const report = (found: Found) => {
      if (!suppressions.covers(rule.id, found.span.start)) problems.push(problemOf(rule, found, setting));
    };
    rule.checkFile?.(file, report);
    for (const site of file.sites)
      rule.check?.(site, found =>
        report({ ...found, fixes: (found.fixes ?? []).filter(fix => isWritable(site, fix)) }),
      );
  }
  return problems
    .filter(problem => problem.span.end >= from && problem.span.start <= to)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Most files hold no word of authorization at all. Environments and secrets are read for what they feed into a header. */
function mayHold(text: string, language: LanguageId): boolean {
  return (
    language === 'env' || text.search(hit) >= 0 || holdsSettings(text, language) || text.includes('why401-ignore-')
  );
}

/** A program in a string of another format can hold no quote and no line break that the format has not escaped. */
function isWritable(site: Site, fix: Fix): boolean {
  if (!site.source.offsets || site.nested) return true;
  return fix.edits.every(
    ({ text, span }) => !/["\\\n]/.test(text) && !site.text.slice(span.start, span.end).includes('\n'),
  );
}

function problemOf(rule: Rule, found: Found, setting: Severity | undefined): LintProblem {
  return {
    rule: rule.id,
    severity: setting ?? found.severity ?? rule.severity,
    confidence: found.confidence ?? rule.confidence,
    message: found.message,
    span: found.span,
    fixes: found.fixes ?? [],
    ...(found.related ? { related: found.related } : {}),
  };
}
