import { isSender } from '../interpolation.ts';
import type { Report, Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { isOption } from '../temper.ts';

export const headerNamePunctuation: Rule = {
  id: 'header-name-punctuation',
  severity: 'error',
  confidence: 'high',
  summary: 'A colon or white space is part of the header’s name',
  rationale:
    'Libraries add the colon between name and value themselves. A name that holds one, or a space, is refused (`Invalid header name`) or sent as `Authorization::`, which servers answer with 400 or read as no credentials (RFC 9112 §5.1 forbids the space).',
  notReported: 'Whole header lines in one string, as curl and PHP take them.',
  references: [
    '[RFC 9110 §5.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)',
    '[RFC 9112 §5.1](https://www.rfc-editor.org/rfc/rfc9112#section-5.1)',
  ],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { "Authorization:": "Bearer " + token };',
      fixed: 'const headers = { "Authorization": "Bearer " + token };',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization:": "Bearer %s" % token}',
      fixed: 'headers = {"Authorization": "Bearer %s" % token}',
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization ", "Bearer "+token)',
      fixed: 'req.Header.Set("Authorization", "Bearer "+token)',
    },
    {
      file: 'A.java',
      bad: 'conn.setRequestProperty("Authorization: ", "Bearer " + token);',
      fixed: 'conn.setRequestProperty("Authorization", "Bearer " + token);',
    },
    {
      file: 'a.cs',
      bad: 'client.DefaultRequestHeaders.Add("Authorization:", "Bearer " + token);',
      fixed: 'client.DefaultRequestHeaders.Add("Authorization", "Bearer " + token);',
    },
    {
      file: 'a.ps1',
      bad: '$headers = @{ "Authorization:" = "Bearer $token" }',
      fixed: '$headers = @{ "Authorization" = "Bearer $token" }',
    },
    { file: 'a.php', good: '<?php $headers = ["Authorization: Bearer " . $token];' },
  ],
  check(site, report) {
    withScheme(site, report);
    const extra = /^\s{1,8}|[\s:]{1,8}$/.exec(site.name);
    const inLine =
      site.separator !== undefined && (site.language === 'http' || isOption(site)) && /^[ \t]+:/.test(site.separator)
        ? (/^[ \t]+/.exec(site.separator)?.[0] ?? '')
        : '';
    if (!extra && inLine === '') return;
    const start = extra ? site.nameSpan.start + extra.index : site.nameSpan.end;
    const span = { start, end: start + (extra ? extra[0].length : inLine.length) };
    const what = extra?.[0].includes(':') ? 'a colon' : 'white space';
    report({
      message: `The header's name holds ${what}, which belongs to no name; write "${site.name.replace(/[\s:]+/g, '')}"`,
      span,
      severity: site.prose ? 'warning' : 'error',
      fixes: [{ title: `Remove ${what} from the name`, safe: true, edits: [{ span, text: '' }] }],
    });
  },
};

/** `set("Authorization: Bearer", token)`: the whole line is where the name belongs. */
function withScheme(site: Site, report: Report): void {
  const [call] = site.enclosing;
  const [only, more] = site.pieces;
  if (site.form !== 'argument' || only?.kind !== 'literal' || more || !site.separator?.includes(':')) return;
  if (call?.bracket !== '(' || call.index !== 0 || !isSender(call.callee) || !/^[A-Za-z]+\s*$/.test(only.text)) return;
  if (
    site.text
      .slice(only.segment?.end ?? 0)
      .trimStart()
      .charAt(0) !== ','
  )
    return;
  const scheme = only.text.trim();
  report({
    message: `All of this is taken for the header's name; pass "${site.name}" and "${scheme} …" as two`,
    span: { start: site.nameSpan.start, end: only.span.end },
  });
}
