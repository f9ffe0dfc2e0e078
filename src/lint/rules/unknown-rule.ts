import type { Rule } from '../rule.ts';

export const unknownRule: Rule = {
  id: 'unknown-rule',
  severity: 'warning',
  confidence: 'high',
  summary: 'A comment or setting names a rule that does not exist',
  rationale: 'A suppression that names no rule hides nothing. The name was mistyped, or the rule has another one.',
  examples: [
    { file: 'a.js', bad: '// why401-ignore-next-line no-such-thing: fixture\nconst a = 1;' },
    { file: 'a.js', good: '// why401-ignore-next-line scheme-typo: fixture\nconst a = 1;' },
  ],
  checkFile(file, report) {
    for (const found of file.unknownRules) {
      report({ message: `"${found.id}" is not a rule, so it hides nothing; see the list of rules`, span: found.span });
    }
  },
};
