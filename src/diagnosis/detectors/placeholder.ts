import { findVariable, isStringifiedNothing, placeholderKind } from '../../auth/placeholders.ts';
import { example } from '../example.ts';
import type { Evidence, Strength } from '../model.ts';
import type { SentCredential } from '../sent.ts';
import type { Detector } from './detector.ts';

/** A variable that nobody replaced, a placeholder from a document, or a missing value turned into text. */
export const placeholder: Detector = {
  id: 'placeholder',
  speaksFor: ['placeholder-credentials'],
  examples: [
    example(
      'an unresolved variable',
      ['placeholder-credentials'],
      '> GET https://api.example.com/\n> Authorization: Bearer {{token}}\n< 401',
    ),
    example(
      'an unresolved variable in the place of user and password',
      ['placeholder-credentials'],
      '> GET https://api.example.com/\n> Authorization: Basic {{credentials}}\n< 400',
    ),
    example(
      'a stringified nothing',
      ['placeholder-credentials'],
      '> GET https://api.example.com/\n> X-Api-Key: undefined\n< 403',
    ),
    example('a real value', [], '> GET https://api.example.com/\n> X-Api-Key: 4f9a8b7c6d5e\n< 403'),
  ],
  detect: ({ sent, status }) => (status < 400 ? [] : sent.flatMap(readCredential)),
};

function readCredential(sent: SentCredential): Evidence[] {
  const whole = sent.credentials?.rest ?? sent.value;
  // What decodes into no user and password stands for both of them.
  const decoded = sent.kind === 'basic' && sent.password !== undefined;
  const freeText = isFreeText(sent) && (sent.kind !== 'basic' || decoded);
  const parts = decoded ? [sent.user ?? '', sent.password ?? ''] : [whole];
  return parts.flatMap(part => {
    const strength = strengthOf(part.trim().replace(/^(?:bearer|token|basic) /i, ''), freeText);
    if (!strength) return [];
    // A password may look like a placeholder and be one's own all the same.
    const shown = freeText ? 'a text' : `"${part.trim().slice(0, 60)}"`;
    const text = `"${sent.name}" holds ${shown} that is a placeholder and no credential`;
    return [
      { cause: 'placeholder-credentials', strength, source: 'placeholder', text, pointer: sent.pointer } as const,
    ];
  });
}

function strengthOf(part: string, freeText: boolean): Strength | undefined {
  if (part === '') return undefined;
  if (isStringifiedNothing(part)) return freeText && /^(?:true|false|none|null)$/i.test(part) ? 'weak' : 'decisive';
  const kind = placeholderKind(part);
  if (kind === 'sure') return freeText ? 'strong' : 'decisive';
  if (/^(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|System\.getenv|ENV\[)/.test(part))
    return freeText ? 'strong' : 'decisive';
  const variable = findVariable(part);
  if (!variable) return undefined;
  // A password may begin with a dollar sign; one between braces is a variable.
  if (freeText) return /^(?:\{\{|\$\{|<%)/.test(part) ? 'strong' : undefined;
  return 'decisive';
}

function isFreeText({ kind, place }: SentCredential): boolean {
  return kind === 'password' || kind === 'basic' || place === 'cookie';
}
