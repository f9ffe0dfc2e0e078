import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const placeholderValue: Rule = {
  id: 'placeholder-value',
  severity: 'info',
  confidence: 'low',
  summary: 'A placeholder stands where the token belongs',
  rationale: 'The text of the placeholder is sent as the token.',
  examples: [
    { file: 'a.js', bad: "const headers = { Authorization: 'Bearer YOUR_ACCESS_TOKEN' };" },
    { file: 'b.js', good: 'const headers = { Authorization: `Bearer ${process.env.ACCESS_TOKEN}` };' },
  ],
  check: passOn('placeholder-value'),
};
