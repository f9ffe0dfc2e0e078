// What a token says, for the hover and the list of claims. A bundle of its own, because the tables that explain claims are
// not needed to find tokens and to count their minutes.
import { explainClaim, explainHeaderParameter } from '../jwt/claims.ts';
import { describeVerification } from '../jwt/describe.ts';
import { escapeMarkdown } from '../jwt/markdown.ts';
import type { DecodedToken, Verification } from '../jwt/model.ts';

export { describeToken, describeVerification } from '../jwt/describe.ts';

/** What was found out about the signature, as Markdown that stands by itself. */
export function describeSignature(verification: Verification): string {
  return `**Signature:** ${escapeMarkdown(describeVerification(verification))}`;
}

export interface ClaimLine {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
}

export function claimLines(token: DecodedToken, part: 'header' | 'payload'): readonly ClaimLine[] {
  return Object.entries(token[part] ?? {}).map(([name, value]) => {
    const explanation = part === 'header' ? explainHeaderParameter(name) : explainClaim(name, value, token);
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return { name, value: text, ...(explanation && { meaning: explanation.meaning }) };
  });
}
