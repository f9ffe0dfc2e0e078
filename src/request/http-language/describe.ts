// What a hover over `{{…}}` says: the value, masked where it may be a secret, and where it comes from. Plain text, because
// values are somebody else's.
import { LineIndex } from '../../text/line-index.ts';
import { maskSecret } from '../../text/mask.ts';
import type { Span } from '../../text/span.ts';
import { isCredentialHeader, isCredentialParameter } from '../credential-fields.ts';
import { type FileRequest, findReferences, type HttpFile, promptsOf } from '../http-file.ts';
import { definitionOf, References } from '../references.ts';
import { secretsInBody, secretsInHeader, secretsInUrl } from '../secret-spans.ts';
import { describeSignIn } from '../sign-in.ts';
import { type Expression, expressionAt, nameAt } from './names.ts';
import { lookupFrom, type Surroundings } from './surroundings.ts';
import { findSystemVariableHelp } from './system-variable-help.ts';

export interface Description {
  readonly title: string;
  /** To be shown as code; a secret is masked. */
  readonly value?: string;
  readonly isMasked?: boolean;
  /** Sentences without a full stop. */
  readonly notes: readonly string[];
  readonly span: Span;
}

const longest = 500;

export function describeAt(file: HttpFile, offset: number, around: Surroundings): Description | undefined {
  const expression = expressionAt(file, offset);
  if (expression) return describeExpression(file, expression, around);
  const use = nameAt(file, offset);
  if (use?.kind !== 'variable') return undefined;
  const written = { kind: use.kind, name: use.name, nameSpan: use.span, span: use.span, text: use.name };
  return describeExpression(file, written, around);
}

function describeExpression(file: HttpFile, expression: Expression, around: Surroundings): Description {
  const { kind, name, span, text } = expression;
  const title = `{{${text}}}`;
  const help = kind === 'system' ? findSystemVariableHelp(name) : undefined;
  const notes = [help?.summary ?? originOf(file, expression, around)].filter(note => note !== undefined);
  // Chance and time are new when the request is sent, and questions are asked then.
  if (help && !/^\$(?:processEnv|env|dotenv|shared|auth\..*)$/i.test(help.name)) return { title, notes, span };
  const request = requestAround(file, span);
  const references = new References(file, request, {
    ...lookupFrom(around),
    tokens(wanted) {
      notes.push(describeSignIn(wanted));
      return { accessToken: '', idToken: '' };
    },
  });
  const value = references.resolve({ text: title, span });
  const [problem] = references.problems;
  if (problem) return { title, notes: [...notes, problem.message], span };
  if (value === '' && help?.name.startsWith('$auth.')) return { title, notes, span };
  const shown = hide(value, isSecretName(name, text) || isUsedAsCredential(file, text));
  return { title, ...shown, notes, span };
}

/** The value as it may be shown. */
function hide(value: string, secret: boolean): { readonly value: string; readonly isMasked: boolean } {
  if (secret && value !== '') return { value: maskSecret(value), isMasked: true };
  const spans = [...secretsInHeader('X', value), ...secretsInUrl(value), ...secretsInBody(value)];
  let shown = '';
  let at = 0;
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    shown += value.slice(at, start) + maskSecret(value.slice(start, end));
    at = end;
  }
  shown += value.slice(at);
  return { value: shown.length > longest ? `${shown.slice(0, longest)}…` : shown, isMasked: spans.length > 0 };
}

/** `token`, `$processEnv API_KEY`, `login.response.body.$.access_token`. */
function isSecretName(name: string, text: string): boolean {
  return [name, ...text.split(/[^\w-]+/)].some(
    word => isCredentialParameter(word) || isCredentialHeader(word) || /pass|secret|pwd/i.test(word),
  );
}

/** `Authorization: Bearer {{x}}` somewhere in the file. */
function isUsedAsCredential(file: HttpFile, text: string): boolean {
  return file.requests.some(({ headers }) =>
    headers.some(
      ({ name, value }) =>
        isCredentialHeader(name.text) && findReferences(value.text).some(({ expression }) => expression === text),
    ),
  );
}

function originOf(file: HttpFile, { kind, name, span }: Expression, around: Surroundings): string | undefined {
  if (kind === 'request') return `From the last exchange of the request "${name}"`;
  if (kind !== 'variable') return undefined;
  const request = file.requests.find(({ section }) => section.start <= span.start && span.start < section.end);
  const own = definitionOf(file, name, span.start + 1);
  if (own) return `Defined in line ${new LineIndex(file.text).position(own.span.start).line + 1} of this file`;
  if (request && promptsOf(request).some(prompt => prompt.name === name)) return 'Asked for when the request is sent';
  const imported = around.imports.find(({ file: other }) => definitionOf(other, name, 0));
  if (imported) return `Defined in ${imported.label}`;
  const known = around.known.variables.get(name);
  if (!known) return undefined;
  const isShared = around.known.shared.get(name) === known;
  const inEnvironment = isShared ? ', for all environments' : `, environment "${around.environment ?? ''}"`;
  const isJson = known.source.kind === 'json';
  return `Defined in ${known.source.label}${isJson ? inEnvironment : ''}`;
}

/** The request whose variables count there: that of the section, or one that would stand there. */
function requestAround(file: HttpFile, span: Span): FileRequest {
  const place = { text: '', span };
  return (
    file.requests.find(({ section }) => section.start <= span.start && span.start < section.end) ?? {
      method: place,
      url: place,
      headers: [],
      settings: [],
      span,
      section: span,
    }
  );
}
