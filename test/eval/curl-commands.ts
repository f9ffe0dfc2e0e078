// Generates `curl` commands for bash as people and tools write them: every way of quoting, of giving an option its value and
// of breaking lines, over the options that shape a request.
import fc from 'fast-check';

/** Pieces that shells, URLs, forms and JSON treat in a special way, between plain ones. */
const pieces = [
  ...'abcXYZ019',
  ...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  ' ',
  '  ',
  'é',
  '€',
  '漢',
  '😀',
  '$HOME',
  '${x}',
  '$(date)',
  '\\n',
  '\\u00e9',
  '%20',
  '%2f',
  '&b=2',
  '{"a": 1}',
  "it's",
  'token',
];
const line = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map(parts => parts.join(''));
const text = fc.array(fc.constantFrom(...pieces, '\n', '\t', '\r\n'), { maxLength: 10 }).map(parts => parts.join(''));
const word = fc.string({ unit: fc.constantFrom(...'abcdefgXYZ0123456789-_.'), minLength: 1, maxLength: 10 });
const plainName = fc.string({ unit: fc.constantFrom(...'abcdefgXYZ'), minLength: 1, maxLength: 8 });

type Quoting = (value: string) => string;

const singleQuoted: Quoting = value => `'${value.replaceAll("'", "'\\''")}'`;
const doubleQuoted: Quoting = value => `"${value.replace(/[\\"$`]/g, '\\$&')}"`;
const ansiQuoted: Quoting = value =>
  `$'${value
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replaceAll('é', '\\u00e9')
    .replaceAll('!', '\\x21')
    .replaceAll('€', '\\u20ac')}'`;
const escaped: Quoting = value => value.replace(/[^A-Za-z0-9_\n]/gu, '\\$&').replaceAll('\n', "$'\\n'") || "''";

/** tree-sitter's grammar of bash, which curlconverter uses, loses some blanks that are escaped or in double quotes. */
const withoutBlanks =
  (quoting: Quoting): Quoting =>
  value =>
    /\s/.test(value) ? singleQuoted(value) : quoting(value);

/** Nor does it see the end of `$'\\\\'`. */
const withoutLastBackslash =
  (quoting: Quoting): Quoting =>
  value =>
    value.endsWith('\\') ? singleQuoted(value) : quoting(value);

/** Whom the commands are to be compared with. */
export type Judge = 'curl' | 'curlconverter';

const quotings: Readonly<Record<Judge, readonly Quoting[]>> = {
  curl: [singleQuoted, doubleQuoted, ansiQuoted, escaped],
  curlconverter: [singleQuoted, withoutBlanks(doubleQuoted), withoutLastBackslash(ansiQuoted), withoutBlanks(escaped)],
};

interface Quoted {
  readonly plain: string;
  readonly written: string;
}

/** In one piece, or in pieces that are quoted in different ways. */
function quoted(judge: Judge, value: fc.Arbitrary<string>): fc.Arbitrary<Quoted> {
  const quoting = fc.constantFrom(...quotings[judge]);
  // Nor does that grammar join a quoted piece and an escaped one.
  const next = judge === 'curl' ? quoting : fc.constantFrom(...quotings.curlconverter.slice(0, 3));
  const whole = fc.tuple(value, quoting).map(([plain, quote]) => ({ plain, written: quote(plain) }));
  const split = fc.tuple(value, quoting, next, fc.nat(20)).map(([plain, first, second, at]) => {
    const characters = [...plain];
    const middle = Math.min(at, characters.length);
    return { plain, written: first(characters.slice(0, middle).join('')) + second(characters.slice(middle).join('')) };
  });
  return fc.oneof({ weight: 3, arbitrary: whole }, split);
}

type Written = (judge: Judge) => fc.Arbitrary<string>;

/** `-X PUT`, `-XPUT`, `--request PUT` */
function option(short: string | undefined, long: string, value: fc.Arbitrary<string>): Written {
  const shorts = short ? [`-${short} `, `-${short}`, `-s${short} `] : [];
  const ways = fc.constantFrom(`--${long} `, `--${long}  `, `--${long} \\\n  `, ...shorts);
  // Attached to its option, an empty value is none: the next word would be taken.
  return judge =>
    fc
      .tuple(ways, quoted(judge, value))
      .map(([before, { plain, written }]) => before + (plain === '' && !before.endsWith(' ') ? ' ' : '') + written);
}

function flag(...words: readonly [string, ...string[]]): Written {
  return () => fc.constantFrom(...words);
}

/** Without a value, a header is removed; curlconverter knows that of `Name:` only. */
const headerValue = line.map(value => value.trim() || 'v');
const header = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('X-A', 'x-b', 'Authorization', 'Content-Type', 'Accept', 'Cookie', 'User-Agent'),
      headerValue,
    )
    .map(([name, value]) => `${name}: ${value}`),
  fc
    .tuple(
      word.filter(name => /^[A-Za-z][A-Za-z0-9-]*$/.test(name)),
      headerValue,
    )
    .map(([name, value]) => `${name}:${value}`),
  fc.constantFrom('X-Empty;', 'Accept:', 'User-Agent:', 'Content-Type:', 'X-Removed:'),
);
const credentials = fc
  .tuple(
    word,
    text.filter(value => !/[\r\n]/.test(value)),
  )
  .map(([user, password]) => `${user}:${password}`);
/** curl takes a first `@` for a file, and curlconverter a `<` in a form. */
const data = text.filter(value => !value.startsWith('@'));
const field = fc.tuple(plainName, data).map(([name, value]) => `${name}=${value}`);
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND');

const always: readonly Written[] = [
  option('X', 'request', method),
  option('u', 'user', credentials),
  option('A', 'user-agent', word),
  option(
    'e',
    'referer',
    word.map(path => `https://ref.example/${path}`),
  ),
  option(
    'b',
    'cookie',
    fc.tuple(plainName, word).map(([name, value]) => `${name}=${value}`),
  ),
  option(undefined, 'oauth2-bearer', word),
  flag('--compressed', '-L', '--location', '-k', '--insecure', '--http1.1'),
];

const datas: readonly Written[] = [
  option('H', 'header', header),
  option('H', 'header', header),
  option('d', 'data', data),
  option(undefined, 'data-raw', text),
  option(undefined, 'data-binary', data),
  option(undefined, 'data-ascii', data),
  option(undefined, 'data-urlencode', field),
  option(
    undefined,
    'data-urlencode',
    text.filter(value => !/[@=]/.test(value)).map(value => `=${value}`),
  ),
];

/** curl takes one of these kinds of content only. */
const kinds: readonly (readonly Written[])[] = [
  [option('H', 'header', header)],
  [...datas, flag('-G', '--get', '-XPUT')],
  // curlconverter joins JSON to an address without its `&`.
  [...datas, option(undefined, 'json', fc.constantFrom('{"a":1}', '{"text":"it\'s €"}', '[]'))],
  // To the type of a form, curl adds a boundary of its own.
  [
    option(
      'H',
      'header',
      header.filter(field => !/^content-type/i.test(field)),
    ),
    option(undefined, 'form-string', field),
    option(
      'F',
      'form',
      fc.tuple(plainName, plainName).map(pair => pair.join('=')),
    ),
  ],
  [option('H', 'header', header), flag('-I', '--head')],
];

/** What means nothing for the request, but has to be got over. */
const noise: readonly Written[] = [
  flag('-s', '-sS', '-v', '-i', '--silent', '--show-error', '-f', '--no-progress-meter', '-N', '--no-buffer', '-sSfi'),
  option('o', 'output', word),
  option('w', 'write-out', word),
  option('m', 'max-time', fc.constantFrom('5', '30')),
  option(undefined, 'connect-timeout', fc.constantFrom('5', '2.5')),
  option(undefined, 'retry', fc.constantFrom('1', '3')),
  option('c', 'cookie-jar', word),
];

const breaks = fc.constantFrom(' ', ' ', '  ', ' \\\n', ' \\\n  ', '\t');
const path = fc.constantFrom('', '/', '/a', '/a/b.c', '/a?x=1', '/?q=a%20b&c', '/a?x=1#top', '/items/7?f=a,b&g=%2F');

/** `base` is a scheme and a host. What only shows on the terminal is left to curlconverter: curl itself is run. */
export function curlCommands(base: string, judge: Judge): fc.Arbitrary<string> {
  const url = fc.oneof(
    quoted(
      judge,
      path.map(end => base + end),
    ).map(({ written }) => written),
    fc.constant(`${base}/plain`),
  );
  const urlOption = fc.tuple(fc.constantFrom('', '', '--url '), url).map(([before, written]) => before + written);
  const weighted = (options: readonly Written[], weight: number) =>
    options.map(written => ({ weight, arbitrary: written(judge) }));
  const options = fc
    .constantFrom(...kinds)
    .chain(kind =>
      fc.array(
        fc.oneof(...weighted([...always, ...kind, ...kind], 3), ...(judge === 'curl' ? [] : weighted(noise, 1))),
        { maxLength: 7 },
      ),
    );
  return fc
    .tuple(options, urlOption, fc.nat(7), fc.array(breaks, { minLength: 9, maxLength: 9 }))
    .map(([given, written, at, between]) => {
      const words = [...given.slice(0, at), written, ...given.slice(at)];
      return `curl${words.map((one, i) => (between[i] ?? ' ') + one).join('')}`;
    });
}
