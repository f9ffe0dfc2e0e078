// Every regular expression literal in src against recheck, which finds the ones that an input can make slow. Verdicts are
// kept by source in node_modules/.cache, so that only new expressions cost time.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type AttackPattern, check } from 'recheck';

const root = join(import.meta.dirname, '..');
const cacheFile = join(root, 'node_modules/.cache/why401/regex.json');
const together = 4;
/** With a seed the search is the same in each run. */
const limits = { randomSeed: 401, timeout: 60_000, attackTimeout: 500, incubationTimeout: 100 };

interface Literal {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/**
 * The literals of a file. A slash begins one where a value may stand: after an operator, an opening bracket, a comma or a
 * keyword. Strings, templates and comments are stepped over; an expression inside a template is read as code.
 */
function findLiterals(file: string, text: string): Literal[] {
  const found: Literal[] = [];
  const templates: number[] = [];
  let depth = 0;
  let before = '';
  for (let i = 0; i < text.length; ) {
    const rest = text.slice(i, i + 2);
    if (rest === '//') i = endOr(text.indexOf('\n', i), text);
    else if (rest === '/*') i = endOr(text.indexOf('*/', i + 2), text) + 2;
    else if (text[i] === '"' || text[i] === "'") {
      i = skipString(text, i, text[i] ?? '');
      before = '"';
    } else if (text[i] === '`' || (text[i] === '}' && templates.at(-1) === depth)) {
      if (text[i] === '}') templates.pop();
      i = skipTemplate(text, i + 1);
      if (text[i - 1] === '{') templates.push(depth);
      before = text[i - 1] === '{' ? '(' : '"';
    } else if (text[i] === '/' && startsValue(before)) {
      const end = skipLiteral(text, i);
      const flags = /^[a-z]*/.exec(text.slice(end, end + 10))?.[0] ?? '';
      found.push({ file, line: text.slice(0, i).split('\n').length, source: text.slice(i + 1, end - 1), flags });
      i = end + flags.length;
      before = '"';
    } else {
      if (text[i] === '{') depth++;
      if (text[i] === '}') depth--;
      const word = /^[\w$]+/.exec(text.slice(i, i + 60))?.[0] ?? text[i] ?? '';
      if (word.trim()) before = word;
      i += word.length;
    }
  }
  return found;
}

function startsValue(before: string): boolean {
  return /^(|return|typeof|case|of|in|[^\w$)\]"}])$/.test(before);
}

function endOr(at: number, text: string): number {
  return at < 0 ? text.length : at;
}

function skipString(text: string, at: number, quote: string): number {
  let i = at + 1;
  while (i < text.length && text[i] !== quote) i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** To after the closing back-tick, or after the `{` of an expression. */
function skipTemplate(text: string, at: number): number {
  let i = at;
  while (i < text.length && text[i] !== '`' && !text.startsWith('${', i)) i += text[i] === '\\' ? 2 : 1;
  return text[i] === '`' ? i + 1 : i + 2;
}

function skipLiteral(text: string, at: number): number {
  let inClass = false;
  let i = at + 1;
  for (; i < text.length && (inClass || text[i] !== '/'); i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') inClass = true;
    else if (text[i] === ']') inClass = false;
  }
  return i + 1;
}

/** Without an endless repetition or a repeated group there is nothing that could grow with the input. */
function repeats({ source }: Literal): boolean {
  return /[*+]|\{\d+,\}|\)\{/.test(source);
}

/**
 * recheck searches, and takes a repetition with an end for one without. So its attack is tried, at 40,000 characters, where
 * time that grows with the square of the length is seconds, and time that grows with the length is a few milliseconds.
 */
function slows(source: string, flags: string, { pumps, suffix }: AttackPattern): boolean {
  const pumped = pumps.map(({ prefix, pump }) => prefix + pump.repeat(40_000 / pumps.length / pump.length));
  const attack = pumped.join('') + suffix;
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    attack.replace(new RegExp(source, flags), '');
    return performance.now() - start;
  });
  return Math.min(...times) > 250;
}

function readCache(): Map<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(cacheFile, 'utf8'))));
  } catch {
    return new Map();
  }
}

const literals = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => findLiterals(file.replaceAll('\\', '/'), readFileSync(join(root, 'src', file), 'utf8')));

test('no regular expression in src can be made slow by its input', { timeout: 900_000 }, async () => {
  const verdicts = readCache();
  const unknown = new Map(literals.filter(repeats).map(one => [`/${one.source}/${one.flags}`, one]));
  for (const key of verdicts.keys()) unknown.delete(key);
  const queue = [...unknown];
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [key, { source, flags }] = next;
      const verdict = await check(source, flags, limits);
      if (verdict.status === 'safe') verdicts.set(key, 'safe');
      if (verdict.status === 'vulnerable')
        verdicts.set(key, slows(source, flags, verdict.attack) ? verdict.complexity.summary : 'safe');
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  mkdirSync(join(cacheFile, '..'), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify(Object.fromEntries(verdicts), null, 1));
  const slow = literals.filter(repeats).flatMap(({ file, line, source, flags }) => {
    const verdict = verdicts.get(`/${source}/${flags}`);
    return verdict === 'safe' ? [] : [`src/${file}:${line} /${source}/${flags} is ${verdict ?? 'too hard to judge'}`];
  });
  assert.deepEqual(slow, []);
});

test('literals are told from divisions, strings, templates and comments', () => {
  const text = [
    'const a = b / c / d; // /no/',
    "const e = '/no/'; /* /no/ */",
    'const f = /y[/]es\\//g.test(x);',
    'const g = `/no/ ${h.replace(/yes/i, `/no/`)} /no/`;',
    'return /yes/;',
  ].join('\n');
  const found = findLiterals('a.ts', text);
  assert.deepEqual(
    found.map(({ source, flags, line }) => `${line} ${source} ${flags}`),
    ['3 y[/]es\\/ g', '4 yes i', '5 yes '],
  );
});

test('an attack that grows with the square of its length is told from one that does not', () => {
  const pumps = [{ prefix: '', pump: ' ', bias: 0 }];
  const attack = { pumps, suffix: 'x', base: 0, string: '', pattern: '' };
  assert.equal(slows('\\s+$', '', attack), true);
  assert.equal(slows('\\s{0,40}$', '', attack), false);
});
