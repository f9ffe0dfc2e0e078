import type { Rule } from '../rule.ts';

export const missingAwait: Rule = {
  id: 'missing-await',
  severity: 'warning',
  confidence: 'high',
  summary: 'A promise is put into the header, because the call is not awaited',
  rationale:
    'An async function gives a promise at once. Put into a string, it becomes `[object Promise]`, and that is the token that the server looks up. In Python it is `<coroutine object …>`.',
  notReported: 'Functions that another file declares: their kind is not known here.',
  examples: [
    {
      file: 'a.js',
      bad: 'async function getToken() {}\nconst headers = { Authorization: `Bearer ${getToken()}` };',
      fixed: 'async function getToken() {}\nconst headers = { Authorization: `Bearer ${await getToken()}` };',
    },
    {
      file: 'a.ts',
      bad: "const getToken = async () => 'x';\nconst headers = { Authorization: 'Bearer ' + getToken() };",
      fixed: "const getToken = async () => 'x';\nconst headers = { Authorization: 'Bearer ' + await getToken() };",
    },
    {
      file: 'a.py',
      bad: 'async def get_token(): ...\nheaders = {"Authorization": f"Bearer {get_token()}"}',
      fixed: 'async def get_token(): ...\nheaders = {"Authorization": f"Bearer {await get_token()}"}',
    },
    { file: 'b.js', good: 'function getToken() {}\nconst headers = { Authorization: `Bearer ${getToken()}` };' },
  ],
  check(site, report) {
    if (site.nested || (site.language !== 'javascript' && site.language !== 'python')) return;
    for (const piece of site.pieces) {
      if (piece.kind !== 'opaque') continue;
      const call = /^(?:\$?\{\s*)?(?:this\.|self\.)?([A-Za-z_$][\w$]{0,60})\([^()]*\)\s*\}?$/.exec(piece.source);
      const name = call?.[1]?.replaceAll('$', '\\$');
      if (name === undefined) continue;
      const declared = new RegExp(`\\basync\\s+(?:function\\s+|def\\s+)?${name}\\s*\\(|\\b${name}\\s*[:=]\\s*async\\b`);
      if (!declared.test(site.text) || isAlsoSync(site.text, name)) continue;
      const at = piece.span.start + (/^(?:\$?\{\s*)?/.exec(piece.source)?.[0].length ?? 0);
      report({
        message: `"${call?.[1]}" is async, so a promise is put into the header; await it`,
        span: piece.span,
        fixes: [{ title: 'Await it', safe: false, edits: [{ span: { start: at, end: at }, text: 'await ' }] }],
      });
    }
  },
};

/** The file declares the name without `async` as well: which of the two is called, its class decides. */
function isAlsoSync(text: string, name: string): boolean {
  const declared = new RegExp(
    `(\\basync\\s+)?(?:\\b(?:function|def)\\s+|^[ \\t]{0,40}(?:(?:public|private|protected|static|get) ){0,3})${name}\\s?\\([^()\\n]{0,200}\\)[^\\n;=]{0,80}[{:]`,
    'gm',
  );
  return [...text.matchAll(declared)].some(match => match[1] === undefined && !/^\s*async\s/.test(match[0]));
}
