import { askOfFile } from '../interpolation.ts';
import type { LanguageId } from '../languages.ts';
import type { Report, Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { passOn } from '../value-rule.ts';

export const stringifiedNothing: Rule = {
  id: 'stringified-nothing',
  severity: 'warning',
  confidence: 'high',
  summary: 'The text of a missing value or of an object is sent as the token',
  rationale:
    '`undefined`, `null`, `None`, `[object Object]` and `[object Promise]` are what languages make of a value that is not there or is no string. The server looks up a token of that name.',
  notReported: 'Comparisons with such a value, which guard against it.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    { file: 'a.http', bad: 'GET https://api.example.com/\nAuthorization: Bearer undefined\n' },
    { file: 'a.sh', bad: "curl -H 'Authorization: Bearer null' https://api.example.com/" },
    {
      file: 'b.js',
      bad: "async function getToken() {}\nfetch(url, { headers: { Authorization: 'Bearer ' + getToken } });",
    },
    {
      file: 'a.swift',
      bad: 'request.setValue("Bearer \\(String(describing: token))", forHTTPHeaderField: "Authorization")',
    },
    { file: 'a.js', good: "if (header === 'Bearer undefined') throw new Error('no token');" },
  ],
  check(site, report) {
    passOnNothing(site, report);
    if (site.nested || site.prose) return;
    for (const piece of site.pieces) {
      if (piece.kind !== 'opaque') continue;
      const says =
        site.language === 'swift' && /^\\\(String\(describing:/.test(piece.source)
          ? '"String(describing:)" writes an optional as "Optional(…)"; unwrap it'
          : isUncalled(site, piece.source)
            ? `"${nameIn(piece.source)}" is a function here, whose source is put into the header; call it`
            : undefined;
      if (says !== undefined) report({ message: says, span: piece.span, confidence: 'medium' });
    }
  },
};

const passOnNothing: (site: Site, report: Report) => void = passOn('stringified-nothing');

function nameIn(source: string): string | undefined {
  return /^(?:\$?\{\s{0,4})?([A-Za-z_]\w{0,60})\s{0,4}\}?$/.exec(source)?.[1];
}

/** A name that the file declares once, as a function, and gives to nothing else. */
function isUncalled(site: Site, source: string): boolean {
  const name = nameIn(source);
  if (name === undefined || !/^(?:javascript|python)$/.test(site.language) || site.source.offsets) return false;
  const { text } = site.source;
  return askOfFile(text, `uncalled ${name}`, () => isFunction(text, name, site.language));
}

function isFunction(text: string, name: string, language: LanguageId): boolean {
  if (!text.includes(`function ${name}(`) && !text.includes(`const ${name} = `) && !text.includes(`def ${name}(`))
    return false;
  const declared = new RegExp(
    language === 'python'
      ? `^(?:async )?def ${name}\\(`
      : `\\bfunction ${name}\\(|\\bconst ${name} = (?:async )?(?:\\([^()\\n]{0,80}\\)|\\w{1,40}) =>`,
    'm',
  );
  // As a parameter, or in a pattern, the name is something else.
  const opening = language === 'python' ? '[(,[]' : '(?<!\\$)[({,[]';
  const taken = new RegExp(`${opening}\\s{0,4}${name}\\s{0,4}[,)}:=\\]]|\\b(?:let|var) ${name}\\b`);
  return declared.test(text) && !taken.test(text);
}
