import type { Report, Rule } from '../rule.ts';
import type { Enclosing, Site } from '../site.ts';

export const misplacedHeaders: Rule = {
  id: 'misplaced-headers',
  severity: 'warning',
  confidence: 'high',
  summary: 'The headers stand where the call takes something else, so they are not sent as headers',
  rationale:
    '`axios.post(url, { headers })` sends the object as the body: the configuration is the third argument. `fetch(url, { Authorization })` ignores the key: headers belong under `headers`. The request goes out without credentials.',
  notReported: 'Wrappers of your own with other parameters, and calls whose arguments are variables.',
  references: [
    '[axios](https://axios-http.com/docs/api_intro)',
    '[fetch](https://developer.mozilla.org/docs/Web/API/RequestInit)',
  ],
  examples: [
    {
      file: 'a.js',
      bad: 'axios.post(url, { headers: { Authorization: `Bearer ${token}` } });',
      fixed: 'axios.post(url, undefined, { headers: { Authorization: `Bearer ${token}` } });',
    },
    {
      file: 'b.js',
      bad: 'fetch(url, { Authorization: `Bearer ${token}` });',
      fixed: 'fetch(url, { headers: { Authorization: `Bearer ${token}` } });',
    },
    {
      file: 'c.ts',
      bad: "await fetch(url, { method: 'GET', header: { Authorization: `Bearer ${token}` } });",
      fixed: "await fetch(url, { method: 'GET', headers: { Authorization: `Bearer ${token}` } });",
    },
    { file: 'd.js', bad: 'axios.get(url, data, { headers: { Authorization: `Bearer ${token}` } });' },
    { file: 'a.py', bad: 'requests.get(url, params={"Authorization": f"Bearer {token}"})' },
    { file: 'b.py', bad: 'requests.post(url, {"Authorization": f"Bearer {token}"})' },
    {
      file: 'd.py',
      bad: 'headers = {"Authorization: Bearer " + api_key}',
      fixed: 'headers = {"Authorization": "Bearer " + api_key}',
    },
    {
      file: 'e.py',
      bad: 'headers = {f"Authorization: Bearer {api_key}"}',
      fixed: 'headers = {"Authorization": f"Bearer {api_key}"}',
    },
    {
      file: 'f.py',
      bad: 'headers = {"Authorization", f"Bearer {api_key}"}',
      fixed: 'headers = {"Authorization": f"Bearer {api_key}"}',
    },
    { file: 'g.js', bad: 'fetch(url, { headers: { headers: { Authorization: `Bearer ${apiKey}` } } });' },
    { file: 'e.js', good: 'axios.post(url, data, { headers: { Authorization: `Bearer ${token}` } });' },
    { file: 'f.js', good: 'fetch(url, { headers: { Authorization: `Bearer ${token}` } });' },
    { file: 'c.py', good: 'requests.post(url, headers={"Authorization": f"Bearer {token}"})' },
  ],
  check(site, report) {
    if (site.nested) return;
    if (site.form === 'argument' && site.language === 'python') return inPythonSet(site, report);
    if (site.form === 'call' && site.language === 'python') return inPythonPairSet(site, report);
    if (site.form !== 'pair') return;
    const found =
      site.language === 'javascript' ? inJavaScript(site) : site.language === 'python' ? inPython(site) : undefined;
    if (found) report({ ...found, span: site.nameSpan });
  },
};

type Misplaced = Pick<Parameters<Parameters<NonNullable<Rule['check']>>[1]>[0], 'message' | 'fixes'>;

function inJavaScript(site: Site): Misplaced | undefined {
  const [object, outer, third] = site.enclosing;
  if (object?.bracket !== '{') return undefined;
  if (object.key === '' && outer && isFetch(outer) && outer.index === 1) {
    return notUnderHeaders(site, object, 'fetch');
  }
  const direct = outer?.bracket === '(' && object.key === '' ? axiosMethod(outer.callee) : undefined;
  if (outer && direct !== undefined) {
    if (outer.index === (bodyMethod.test(direct) ? 2 : 1)) return notUnderHeaders(site, object, `axios.${direct}`);
    if (outer.index === 1 && isLast(site, object, outer))
      return {
        message: `The second argument of "axios.${direct}" is the body, so "${site.name}" is sent as data; pass the headers third`,
        fixes: [],
      };
  }
  if (outer?.bracket !== '{' || !third) return undefined;
  if (object.key === 'headers' && outer.key === 'headers' && site.enclosing.some(bracket => bracket.bracket === '('))
    return { message: '"headers" stands inside "headers", so no header of it is sent; write it once', fixes: [] };
  if (object.key === 'header' && isFetch(third)) {
    const at = site.text.lastIndexOf('header', object.span.start);
    return {
      message: '"fetch" looks for "headers", not for "header"; rename it',
      fixes: [
        { title: 'Rename to "headers"', safe: true, edits: [{ span: { start: at, end: at + 6 }, text: 'headers' }] },
      ],
    };
  }
  const method = axiosMethod(third.callee);
  if (object.key !== 'headers' || method === undefined) return undefined;
  const takesBody = bodyMethod.test(method);
  if (takesBody && third.index === 1 && isLast(site, outer, third)) {
    const at = outer.span.start;
    return {
      message: `The second argument of "axios.${method}" is the body, so these headers are sent as data; pass the configuration third`,
      fixes: [
        {
          title: 'Pass the configuration third',
          safe: false,
          edits: [{ span: { start: at, end: at }, text: 'undefined, ' }],
        },
      ],
    };
  }
  if (!takesBody && third.index === 2) {
    return {
      message: `"axios.${method}" takes its configuration as the second argument and ignores a third; put the headers there`,
      fixes: [],
    };
  }
  return undefined;
}

const bodyMethod = /^(?:post|put|patch)$/;

function axiosMethod(callee: string): string | undefined {
  return /^(?:\w{0,30}[aA]xios\w{0,30}|this\.\$?axios|\$axios)\.(post|put|patch|get|delete|head)$/.exec(callee)?.[1];
}

/** The object is the configuration of the call, where the headers are one entry. */
function notUnderHeaders(site: Site, object: Enclosing, call: string): Misplaced {
  const edits = [
    { span: { start: object.span.start + 1, end: object.span.start + 1 }, text: ' headers: {' },
    { span: { start: object.span.end - 1, end: object.span.end - 1 }, text: '} ' },
  ];
  const only =
    !/,/.test(site.text.slice(site.valueSpan.end, object.span.end)) &&
    site.text.slice(object.span.start + 1, site.nameSpan.start).trim().length <= 1;
  return {
    message: `"${call}" looks for headers under "headers" and ignores "${site.name}" here; put it there`,
    fixes: only ? [{ title: 'Put it under "headers"', safe: false, edits }] : [],
  };
}

function isFetch(bracket: Enclosing): boolean {
  return bracket.bracket === '(' && /^(?:(?:window|globalThis|self)\.)?fetch$/.test(bracket.callee);
}

function isLast(site: Site, argument: Enclosing, call: Enclosing): boolean {
  return site.text.slice(argument.span.end, call.span.end).replace(/[\s,;)]/g, '') === '';
}

function inPython(site: Site): Misplaced | undefined {
  const [object, call] = site.enclosing;
  if (object?.bracket !== '{' || call?.bracket !== '(') return undefined;
  if (!/^(?:requests|httpx|session|client|self\.session)\.(?:get|post|put|patch|delete|request)$/.test(call.callee))
    return undefined;
  if (
    object.key === 'params' ||
    object.key === 'data' ||
    object.key === 'json' ||
    object.key === 'header' ||
    object.key === 'cookies'
  ) {
    return {
      message: `"${object.key}" is not where headers go, so "${site.name}" is not sent as one; use "headers="`,
      fixes: [],
    };
  }
  if (object.key === '' && call.index === 1 && !/\.request$/.test(call.callee)) {
    return { message: 'The second argument is the body or the query, not the headers; write "headers="', fixes: [] };
  }
  return undefined;
}

/** `{"Authorization: Bearer " + token}` is a set of one string, where a dictionary of headers is wanted. */
function inPythonSet(site: Site, report: Report): void {
  const [braces] = site.enclosing;
  if (braces?.bracket !== '{' || !/^(?:\w+_)?headers$/i.test(braces.key)) return;
  const first = site.text.slice(braces.span.start + 1, site.nameSpan.start);
  const quoted = /^\s*([fF]?)(["'])$/.exec(first);
  if (!quoted) return;
  const prefix = quoted[1] ?? '';
  const quote = quoted[2] ?? '"';
  const start = site.nameSpan.start - 1 - prefix.length;
  const edits = [
    { span: { start, end: site.nameSpan.start }, text: quote },
    { span: { start: site.nameSpan.end, end: site.valueSpan.start }, text: `${quote}: ${prefix}${quote}` },
  ];
  report({
    message: 'These braces hold one string, which makes a set; close the quotes before the colon',
    span: site.nameSpan,
    fixes: [{ title: 'Write name and value apart', safe: false, edits }],
  });
}

/** `{"Authorization", "Bearer …"}`: a comma in place of the colon makes a set of two. */
function inPythonPairSet(site: Site, report: Report): void {
  const [braces] = site.enclosing;
  if (braces?.bracket !== '{' || !/^(?:\w+_)?headers$/i.test(braces.key)) return;
  const comma = site.text.indexOf(',', site.nameSpan.end);
  if (comma < 0 || comma > site.valueSpan.start) return;
  const span = { start: comma, end: comma + 1 };
  report({
    message: 'A comma makes these braces a set of two strings; write a colon',
    span: { start: site.nameSpan.start, end: comma + 1 },
    fixes: [{ title: 'Write a colon', safe: true, edits: [{ span, text: ':' }] }],
  });
}
