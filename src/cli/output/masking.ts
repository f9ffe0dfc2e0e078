import type { Challenge, Credentials } from '../../auth/model.ts';
import { findTokens } from '../../jwt/find.ts';
import { findOpaqueTokens } from '../../jwt/opaque.ts';
import { isCredentialHeader } from '../../request/credential-fields.ts';
import { secretsInHeader as credentialsIn, isOpenParameter } from '../../request/secret-spans.ts';
import { replaceInUrl } from '../../request/secrets.ts';
import { maskSecret } from '../../text/mask.ts';
import type { Span } from '../../text/span.ts';
import type { LintedFile } from '../linting.ts';

export interface SecretSpan extends Span {
  readonly mask: string;
}

/** A URL without its password and without the values of parameters that carry credentials. */
export function shownUrl(url: string, showSecrets: boolean): string {
  return showSecrets ? url : replaceInUrl(url, maskSecret);
}

/** The parameters by name. A challenge has no secrets: the server tells it to everybody. */
export function parametersOf({ params }: Challenge | Credentials, isShown: boolean): Record<string, string> {
  return Object.fromEntries(
    params.map(({ name, value }) => [name, isShown || isOpenParameter(name) ? value : maskSecret(value)]),
  );
}

/** In a header's value: all that follows the names of schemes, where the header carries credentials. */
export function secretsInHeader(name: string): (value: string) => SecretSpan[] {
  if (!isCredentialHeader(name)) return secretsInText;
  return value =>
    credentialsIn(name, value).map(({ start, end }) => ({ start, end, mask: maskSecret(value.slice(start, end)) }));
}

/** What may be a secret in source or in prose: tokens, and what follows a scheme or is long and mixed enough to be a key. */
export function secretsInText(text: string): SecretSpan[] {
  const spans: Span[] = [...findTokens(text), ...findOpaqueTokens(text)].map(({ span }) => span);
  const rest = /[^\s"'`<>{}()$]*/y;
  for (const { 0: scheme, index } of text.matchAll(/\b(?:Basic|Bearer|DPoP|Token|ApiKey|JWT)[ :=]{0,3}/gi)) {
    const start = index + scheme.length;
    if (start < rest.lastIndex) continue;
    rest.lastIndex = start;
    const [written = ''] = rest.exec(text) ?? [];
    // The name of a parameter is none, and "Bearer authentication" is prose.
    const secret = written.replace(/^[A-Za-z_-]+=/, '');
    const end = start + written.length;
    if (secret.length >= 6 && /[0-9:=+/]/.test(secret)) spans.push({ start: end - secret.length, end });
  }
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_~-]{20,}/g))
    if (run.split(/[-_/~]/).some(isMixed)) spans.push({ start: index, end: index + run.length });
  return merged(spans).map(span => ({ ...span, mask: maskSecret(text.slice(span.start, span.end)) }));
}

/** Unlike a word of a name or a path, which has no digit or only a few at its end. */
function isMixed(word: string): boolean {
  return word.length >= 8 && /[A-Za-z]/.test(word) && /[0-9][A-Za-z]|[0-9]{6}/.test(word);
}

/** Whether a text that a fix inserts holds credentials, as base64 or as they are. */
function holdsSecret(text: string): boolean {
  const encoded = text.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? [];
  return (
    secretsInText(text).length > 0 || encoded.some(run => /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9=]/.test(run))
  );
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** The same files, where a fix that would print credentials keeps its title and gives no edits; `--fix` applies it. */
export function withoutSecretEdits(files: readonly LintedFile[]): LintedFile[] {
  return files.map(file => ({
    ...file,
    problems: file.problems.map(problem => ({
      ...problem,
      fixes: problem.fixes.map(fix => (fix.edits.some(({ text }) => holdsSecret(text)) ? { ...fix, edits: [] } : fix)),
    })),
  }));
}
