import type { Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { passOn } from '../value-rule.ts';

const passOnDelimiter = passOn('stray-delimiter');

export const strayDelimiter: Rule = {
  id: 'stray-delimiter',
  severity: 'error',
  confidence: 'high',
  summary: 'A dollar sign or brace of another language’s syntax is sent with the token',
  rationale:
    'An f-string fills in `{token}`, a JavaScript template `${token}`, Ruby `#{token}`. What is written beyond that is text: `f"Bearer ${token}"` sends a dollar sign in front of the token.',
  notReported: 'Strings that write templates for something else, with doubled braces and other code around them.',
  examples: [
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": f"Bearer ${token}"}',
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Bearer $${token}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.cs',
      bad: 'client.DefaultRequestHeaders.Add("Authorization", $"Bearer ${token}");',
      fixed: 'client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");',
    },
    {
      file: 'b.js',
      bad: 'const headers = { Authorization: `Bearer ${token}}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.rs',
      bad: 'let req = client.get(url).header("Authorization", format!("Bearer ${token}"));',
      fixed: 'let req = client.get(url).header("Authorization", format!("Bearer {token}"));',
    },
    {
      file: 'a.rb',
      bad: 'request["Authorization"] = "Bearer $#{token}"',
      fixed: 'request["Authorization"] = "Bearer #{token}"',
    },
    { file: 'b.py', good: 'headers = {"Authorization": f"Bearer {token}"}' },
  ],
  check(site, report) {
    if (site.nested) return;
    const before = site.problems.filter(problem => problem.code === 'stray-delimiter');
    if (before.length > 0 && !isGenerated(site)) passOnDelimiter(site, report);
  },
};

/** Doubled braces around the site: the string writes code or configuration. */
function isGenerated(site: Site): boolean {
  const around = site.text.slice(Math.max(0, site.valueSpan.start - 80), site.valueSpan.end + 20);
  return /\{\{/.test(around);
}
