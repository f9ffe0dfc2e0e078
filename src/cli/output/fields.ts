import type { Challenge, Credentials } from '../../auth/model.ts';
import { maskSecret } from '../../text/mask.ts';
import { shiftSpan } from '../../text/span.ts';
import type { Field, FieldProblem } from '../commands/header.ts';
import { excerptOf, noSecrets, type SecretsIn } from './excerpt.ts';
import type { SecretiveLook } from './look.ts';
import { parametersOf, secretsInHeader } from './masking.ts';
import { type Paint, painter, plain } from './paint.ts';

/** What `header` prints for a person. */
export function formatFields(fields: readonly Field[], look: SecretiveLook): string {
  const paint = painter(look.color);
  return `${fields.map(field => formatField(field, look, paint)).join('\n\n')}\n`;
}

function formatField(
  { text, name, kind, challenges, credentials, errors, advice }: Field,
  look: SecretiveLook,
  paint: Paint,
): string {
  const secretsIn = look.showSecrets || kind !== 'credentials' ? noSecrets : secretsInLine(name);
  const shown = (label: string, problems: readonly FieldProblem[]) =>
    problems.flatMap(({ message, span }) => {
      const { line, carets } = excerptOf(text, span, look.width - 4, secretsIn);
      return [`  ${label}  ${plain(message)}`, `    ${line}`, `    ${paint('red', carets)}`];
    });
  return [
    paint('bold', name || plain(text)),
    ...challenges.flatMap(challenge => formatParts(challenge, true, paint)),
    ...(credentials ? formatParts(credentials, look.showSecrets, paint) : []),
    ...(kind === 'other' && errors.length === 0 ? [paint('dim', '  not an authentication field')] : []),
    ...shown(paint('red', 'error'), errors),
    ...shown(paint('yellow', 'warning'), advice),
  ].join('\n');
}

function formatParts(parts: Challenge | Credentials, showSecrets: boolean, paint: Paint): string[] {
  const { scheme, token68 } = parts;
  const params = parametersOf(parts, showSecrets);
  return [
    `  ${paint('cyan', plain(scheme) || '(no scheme)')}`,
    ...(token68 === undefined ? [] : [`    ${plain(showSecrets ? token68 : maskSecret(token68))}`]),
    ...Object.entries(params).map(([name, value]) => `    ${plain(name)} = ${JSON.stringify(value)}`),
  ];
}

/** In a whole line, the secrets of its value. */
function secretsInLine(name: string): SecretsIn {
  return line => {
    const value = line.indexOf(':') + 1;
    const start = value + (line.length - value - line.slice(value).trimStart().length);
    return secretsInHeader(name)(line.slice(start)).map(secret => ({ ...secret, ...shiftSpan(secret, start) }));
  };
}
