import type { Rule } from '../rule.ts';
import { lineEnd } from '../scan.ts';

const assignment = /^(?:export[ \t]{1,4})?([A-Z][A-Z0-9_]{0,80})([ \t]{0,8})=([ \t]{0,8})(.*)/i;
const secret = /(?:TOKEN|KEY|SECRET|AUTH|BEARER|PAT|PASSWORD|AUTHORIZATION)$/i;

export const envQuotes: Rule = {
  id: 'env-quotes',
  severity: 'warning',
  confidence: 'medium',
  summary: 'What reads this file will take the quotes, spaces or line ending for a part of the token',
  rationale:
    'dotenv libraries strip quotes and blanks, but `docker run --env-file`, systemd and Makefiles do not: the token arrives as `"abc"` or with a carriage return, and the server answers 401.',
  notReported: 'Values in quotes by themselves, which most readers strip.',
  examples: [
    { file: '.env', bad: 'API_TOKEN=abc123\r\nOTHER=1\r\n', fixed: 'API_TOKEN=abc123\nOTHER=1\r\n' },
    { file: '.env', bad: 'API_TOKEN = abc123\n', fixed: 'API_TOKEN=abc123\n' },
    { file: '.env', bad: 'API_TOKEN=“abc123”\n' },
    { file: '.env', bad: 'API_TOKEN="abc123\n' },
    { file: '.env', good: 'API_TOKEN=abc123\n' },
    { file: '.env', good: 'API_TOKEN="abc123"\n' },
  ],
  checkFile(file, report) {
    if (file.language !== 'env') return;
    const { text } = file;
    for (let start = 0; start < text.length; start = lineEnd(text, start) + 1) {
      const end = lineEnd(text, start);
      const match = assignment.exec(text.slice(start, end).replace(/\r$/, ''));
      if (!match || !secret.test(match[1] ?? '')) continue;
      const [, name = '', before = '', after = '', value = ''] = match;
      const valueStart = end - (text.charAt(end - 1) === '\r' ? 1 : 0) - value.length;
      const span = { start: valueStart, end: valueStart + value.length };
      if (before + after !== '' && value !== '') {
        const nameEnd = start + match[0].indexOf(name) + name.length;
        const edit = { span: { start: nameEnd, end: valueStart }, text: '=' };
        report({
          message: `Spaces stand around the "=" of "${name}", which shells refuse and others keep; remove them`,
          span: edit.span,
          fixes: [{ title: 'Remove the spaces', safe: true, edits: [edit] }],
        });
      } else if (/[“”‘’]/.test(value)) {
        report({
          message: `Typographic quotes stand around the value of "${name}", and no reader strips them; remove them`,
          span,
        });
      } else if (/^(?:"[^"]*|'[^']*|[^"'][^"']*["'])$/.test(value) && value !== '') {
        report({ message: `A quote is missing from the value of "${name}"; close it, or remove the other`, span });
      } else if (text.charAt(end - 1) === '\r' && value !== '') {
        const edit = { span: { start: end - 1, end }, text: '' };
        report({
          message: `The line of "${name}" ends with a carriage return, which shells and containers take for a part of the value; save the file with LF`,
          span,
          fixes: [{ title: 'Remove the carriage return', safe: true, edits: [edit] }],
        });
      }
    }
  },
};
