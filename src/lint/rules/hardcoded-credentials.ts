import { maskSecret } from '../../text/mask.ts';
import type { Rule } from '../rule.ts';
import { sourceSpan } from '../site.ts';

export const hardcodedCredentials: Rule = {
  id: 'hardcoded-credentials',
  severity: 'info',
  confidence: 'low',
  summary: 'A token stands in the source',
  rationale:
    'Whoever can read the file can use it, the history keeps it, and nothing renews it when it expires. Read it from the environment or a secret store.',
  notReported: 'Placeholders, short words, samples of standards and documentation.',
  examples: [
    { file: 'a.js', bad: `const headers = { Authorization: 'Bearer ${'k9'.repeat(4)}Xw3Zq81LmNp04Ts' };` },
    { file: 'b.js', good: "const headers = { Authorization: 'Bearer test' };" },
    { file: 'c.js', good: 'const headers = { Authorization: `Bearer ${token}` };' },
  ],
  check(site, report) {
    if (site.prose || site.form === 'assignment' || site.pieces.length !== 1) return;
    const match = /^\s*(?:Bearer|Token)\s+([\w.~+/=-]{20,})\s*$/i.exec(site.value);
    const token = match?.[1] ?? '';
    if (!match || site.problems.some(problem => problem.code === 'placeholder-value')) return;
    // Random text mixes kinds of characters; words and samples do not.
    if (
      !/\d.*\d.*\d/.test(token) ||
      !/[A-Za-z].*[A-Za-z].*[A-Za-z]/.test(token) ||
      /0{4}|x{4}|1234|abcd/i.test(token) ||
      new Set(token).size < 10
    )
      return;
    const start = site.value.indexOf(token);
    report({
      message: `A token, "${maskSecret(token)}", stands in the source; read it from the environment`,
      span: sourceSpan(site, { start, end: start + token.length }),
    });
  },
};
