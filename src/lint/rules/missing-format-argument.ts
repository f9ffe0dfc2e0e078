import { isSent } from '../interpolation.ts';
import type { Rule } from '../rule.ts';

export const missingFormatArgument: Rule = {
  id: 'missing-format-argument',
  severity: 'error',
  confidence: 'high',
  summary: 'A format is sent with its placeholder, because nothing fills it',
  rationale:
    'A string with `%s` is a format only in a call that fills it, such as `fmt.Sprintf`, `String.format` or Python’s `%`. Anywhere else the server is sent the two characters.',
  notReported: 'Constants that a call fills later, and log formats.',
  examples: [
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", "Bearer %s")',
    },
    {
      file: 'b.go',
      bad: 'req.Header.Set("Authorization", "Bearer %s", token)',
      fixed: 'req.Header.Set("Authorization", fmt.Sprintf("Bearer %s", token))',
    },
    { file: 'A.java', bad: 'request.addHeader("Authorization", "Bearer %s");' },
    { file: 'a.py', bad: 'session.headers["Authorization"] = "Bearer %s"' },
    { file: 'a.rs', bad: 'let req = client.get(url).header("Authorization", "Bearer {}");' },
    { file: 'a.m', bad: '[request setValue:@"Bearer %@" forHTTPHeaderField:@"Authorization"];' },
    { file: 'a.php', bad: "<?php $request->setHeader('Authorization', 'Bearer %s');" },
    { file: 'c.go', good: 'req.Header.Set("Authorization", fmt.Sprintf("Bearer %s", token))' },
    { file: 'b.py', good: 'HEADER = {"Authorization": "Bearer %s" % token}' },
  ],
  check(site, report) {
    if (site.prose || site.nested || site.form === 'assignment' || !isSent(site)) return;
    for (const piece of site.pieces) {
      if (piece.kind !== 'literal' || !piece.segment) continue;
      const match = /(?:^|\s)(%[sv@]|%\d\$s|\{\d?\})/.exec(piece.text);
      if (!match) continue;
      const mark = match[1] ?? '';
      if (mark.startsWith('{') && !['rust', 'csharp', 'python', 'c', 'kotlin', 'java'].includes(site.language))
        continue;
      const at = match.index + match[0].length - mark.length;
      const tail = site.text.slice(piece.segment.end, piece.segment.end + 120);
      const argument = site.language === 'go' ? /^, *([\w.]+(?:\(\))?)\)/.exec(tail) : undefined;
      const end = piece.segment.end + (argument ? argument[0].length - 1 : 0);
      report({
        message: `"${mark}" is sent as it stands, because no call fills it in; format the value first`,
        span: { start: piece.offsets[at] ?? piece.span.start, end: piece.offsets[at + mark.length] ?? piece.span.end },
        fixes: argument
          ? [
              {
                title: 'Wrap it in "fmt.Sprintf"',
                safe: false,
                edits: [
                  { span: { start: piece.segment.start, end: piece.segment.start }, text: 'fmt.Sprintf(' },
                  { span: { start: end, end }, text: ')' },
                ],
              },
            ]
          : [],
      });
      return;
    }
  },
};
