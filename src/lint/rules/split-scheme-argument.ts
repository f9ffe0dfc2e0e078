import type { Report, Rule } from '../rule.ts';
import { type Site, sourceSpan } from '../site.ts';
import { firstLiteral } from '../value-rule.ts';

export const splitSchemeArgument: Rule = {
  id: 'split-scheme-argument',
  severity: 'error',
  confidence: 'high',
  summary: 'Scheme and token are one argument where the call takes two',
  rationale:
    'With one argument, `new AuthenticationHeaderValue("Bearer x")` takes all of it for the scheme, and a scheme cannot hold a space: .NET throws `FormatException` at run time.',
  notReported: 'Schemes that need no parameter, such as `Negotiate`.',
  references: [
    '[AuthenticationHeaderValue](https://learn.microsoft.com/dotnet/api/system.net.http.headers.authenticationheadervalue.-ctor)',
  ],
  examples: [
    {
      file: 'a.cs',
      bad: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer " + token);',
      fixed: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);',
    },
    {
      file: 'b.cs',
      bad: 'request.Headers.Authorization = new AuthenticationHeaderValue($"Bearer {token}");',
      fixed: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{token}");',
    },
    {
      file: 'e.cs',
      bad: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer ", token);',
      fixed: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);',
    },
    { file: 'c.cs', good: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);' },
    { file: 'd.cs', good: 'request.Headers.Authorization = new AuthenticationHeaderValue("Negotiate");' },
  ],
  check(site, report) {
    schemeWithSpace(site, report);
    if (site.helper?.name !== 'AuthenticationHeaderValue' || site.helper.scheme !== '') return;
    const first = firstLiteral(site);
    const match = first ? /^\s*([A-Za-z][\w-]*)(\s*:)?\s+/.exec(first.text) : undefined;
    if (!first?.segment || !match) return;
    const { segment } = first;
    const next = site.pieces[1];
    const whole = match[0].length === first.text.length && next && next.span.start >= segment.end;
    const prefix = site.text.slice(segment.start, segment.innerStart);
    const edit = whole
      ? { span: { start: segment.start, end: next.span.start }, text: `"${match[1]}", ` }
      : {
          span: { start: segment.start, end: sourceSpan(site, { start: 0, end: match[0].length }).end },
          text: `"${match[1]}", ${prefix}`,
        };
    report({
      message: `With one argument all of it is the scheme, which cannot hold a space; pass "${match[1]}" and the token as two`,
      span: site.valueSpan,
      fixes: [{ title: 'Pass scheme and token as two arguments', safe: true, edits: [edit] }],
    });
  },
};

/** .NET adds the space itself, and takes a scheme that holds one for malformed. */
function schemeWithSpace(site: Site, report: Report): void {
  const { helper } = site;
  const span = helper?.schemeSpan;
  if (!helper || !span || !/\s$/.test(site.text.slice(span.start, span.end)) || site.nested) return;
  report({
    message: `White space after "${helper.scheme}" makes the scheme malformed, which .NET throws at; remove it`,
    span,
    fixes: [{ title: 'Remove the white space', safe: true, edits: [{ span, text: helper.scheme }] }],
  });
}
