import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseChallenges, parseFields } from '../../src/auth/challenges.ts';
import { parameterValue } from '../../src/auth/parameters.ts';
import { applyEdits, sliceSpan } from '../../src/text/span.ts';
import { expectProblems } from './carets.ts';

/** One line a challenge: the scheme, then the token68 or the parameters. */
function read(value: string): string[] {
  return parseChallenges(value).value.map(({ scheme, token68, params }) =>
    [scheme, token68 ?? '', ...params.map(({ name, value }) => `${name}=${value}`)]
      .filter(text => text !== '')
      .join(' '),
  );
}

const sound: [title: string, value: string, challenges: string[]][] = [
  ['a scheme alone', 'Negotiate', ['Negotiate']],
  ['a token68 with its padding', 'Negotiate YII==', ['Negotiate YII==']],
  ['quoted strings and tokens', 'Digest realm="a b", qop=auth', ['Digest realm=a b qop=auth']],
  ['escaped characters', 'Basic realm="a \\"b\\" \\\\ \\c"', ['Basic realm=a "b" \\ c']],
  ['a comma inside quotes', 'Basic realm="a, Bearer b=c"', ['Basic realm=a, Bearer b=c']],
  ['several challenges', 'Digest realm="a", Basic realm="b"', ['Digest realm=a', 'Basic realm=b']],
  ['a scheme alone before another', 'Negotiate, Basic realm="b"', ['Negotiate', 'Basic realm=b']],
  ['a token68 before a challenge', 'NTLM TlR=, Basic realm="b"', ['NTLM TlR=', 'Basic realm=b']],
  ['empty list elements', ', ,Basic ,realm="a",,b=c,', ['Basic realm=a b=c']],
  [
    'a parameter named like a scheme',
    'New realm="a", basic=b, Basic realm="c"',
    ['New realm=a basic=b', 'Basic realm=c'],
  ],
  ['names in any case', 'bAsIc REALM="a"', ['bAsIc realm=a']],
  ['text outside ASCII in quotes', 'Basic realm="é"', ['Basic realm=é']],
  ['a name and an equals sign alone, which is a token68', 'Bearer error=', ['Bearer error=']],
];

for (const [title, value, challenges] of sound) {
  test(`a field with ${title} is read without a problem`, () => {
    assert.deepEqual(read(value), challenges);
    assert.deepEqual(parseChallenges(value).problems, []);
  });
}

const broken: [title: string, fixture: string, challenges: string[]][] = [
  [
    'a comma is missing between parameters',
    `
    Bearer error="a" error_description="b"
                    ^ missing-comma`,
    ['Bearer error=a error_description=b'],
  ],
  [
    'a comma is missing between challenges',
    `
    Basic realm="a" Bearer realm="b"
                   ^ missing-comma`,
    ['Basic realm=a', 'Bearer realm=b'],
  ],
  [
    'a comma is missing after a token68',
    `
    Negotiate abc= Basic realm="b"
                  ^ missing-comma`,
    ['Negotiate abc=', 'Basic realm=b'],
  ],
  [
    'a comma follows the scheme',
    `
    Basic, realm="a"
           ^^^^^^^^^ misplaced-parameter`,
    ['Basic'],
  ],
  [
    'no scheme stands before the parameters',
    `
    error="a", Basic realm="b"
    ^^^^^^^^^ misplaced-parameter`,
    ['Basic realm=b'],
  ],
  [
    'a quoted value never ends',
    `
    Basic realm="a, b
                ^^^^^ unterminated-quote`,
    ['Basic realm=a, b'],
  ],
  [
    'a quote is lost before another challenge',
    `
    Basic realm="a, Bearer realm="b"
                ^^ unterminated-quote`,
    ['Basic realm=a', 'Bearer realm=b'],
  ],
  [
    'a value needs quotes',
    `
    Basic realm=a@b.c, charset="UTF-8"
                ^^^^^ unquoted-value`,
    ['Basic realm=a@b.c charset=UTF-8'],
  ],
  [
    'a value of several words has no quotes',
    `
    Bearer error=a, error_description=The token expired, scope=b
                                      ^^^^^^^^^^^^^^^^^ unquoted-value`,
    ['Bearer error=a error_description=The token expired scope=b'],
  ],
  [
    'a parameter has no value',
    `
    Bearer realm="a", error=, scope="b"
                           ^ parameter-without-value`,
    ['Bearer realm=a error= scope=b'],
  ],
  [
    'a parameter is given twice',
    `
    Basic realm="a", realm="b"
                     ^^^^^^^^^ duplicate-parameter`,
    ['Basic realm=a realm=b'],
  ],
  [
    'a token68 and parameters are mixed',
    `
    Negotiate abc==, realm="a"
                     ^^^^^^^^^ token68-with-parameters`,
    ['Negotiate abc=='],
  ],
  [
    'text follows a quoted value',
    `
    Basic realm="a"b, Bearer c=d
                   ^ unexpected-text`,
    ['Basic realm=a', 'Bearer c=d'],
  ],
  [
    'a scheme is followed by a sign',
    `
    B@sic realm="a", Bearer
    ^^^^^^^^^^^^^^^ unexpected-text`,
    ['Bearer'],
  ],
  [
    'white space stands beside the equals sign',
    `
    Basic realm = "a"
               ^^^ space-around-equals`,
    ['Basic realm=a'],
  ],
];

for (const [title, fixture, challenges] of broken) {
  test(`a field in which ${title} is read on, and the problem has its place`, () => {
    const [value = ''] = fixture.trim().split('\n');
    expectProblems(fixture, text => parseChallenges(text).problems);
    assert.deepEqual(read(value), challenges);
  });
}

test('a tab after the scheme is a problem with an edit', () => {
  const [found] = parseChallenges('Basic\trealm="a"').problems;
  assert.equal(found?.code, 'tab-after-scheme');
  assert.equal(applyEdits('Basic\trealm="a"', found?.fixes[0]?.edits ?? []), 'Basic realm="a"');
});

test('a folded line reads as a space and is only worth a word, any other line break is an error', () => {
  assert.deepEqual(read('Basic\r\n realm="a"'), ['Basic realm=a']);
  assert.deepEqual(
    parseChallenges('Basic\r\n realm="a"').problems.map(({ code, severity }) => [code, severity]),
    [['folded-line', 'info']],
  );
  assert.equal(parseChallenges('Basic realm="a"\r\nX: y').problems[0]?.code, 'control-character');
});

test('a field without a challenge is a problem', () => {
  for (const value of ['', ' ', ',', ' , ,'])
    assert.equal(parseChallenges(value).problems[0]?.code, 'empty-value', value);
});

test('several fields keep their faults to themselves', () => {
  const [first, second] = parseFields(['nonce="a"', 'Digest realm="b"']);
  assert.equal(first?.problems.length, 1);
  assert.equal(second?.problems.length, 0);
  assert.equal(second?.value[0]?.scheme, 'Digest');
});

test('the last of two parameters of one name counts', () => {
  const [challenge] = parseChallenges('Basic realm="a", realm="b"').value;
  assert.equal(parameterValue(challenge?.params ?? [], 'realm'), 'b');
});

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]{0,8}$/);
const quotable = fc.string({ unit: fc.constantFrom(...'ab ,="\\é\t'), maxLength: 8 });
const parameter = fc.record(
  { name: token.map(name => name.toLowerCase()), value: quotable },
  { noNullPrototype: true },
);
const challenge = fc.oneof(
  fc.record(
    { scheme: token, token68: fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,12}={0,2}$/) },
    { noNullPrototype: true },
  ),
  fc.record(
    { scheme: token, params: fc.uniqueArray(parameter, { selector: ({ name }) => name, maxLength: 3 }) },
    { noNullPrototype: true },
  ),
);

function format(item: { scheme: string; token68?: string; params?: { name: string; value: string }[] }): string {
  if (item.token68 !== undefined) return `${item.scheme} ${item.token68}`;
  const params = (item.params ?? []).map(({ name, value }) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`);
  return [item.scheme, params.join(', ')].filter(text => text !== '').join(' ');
}

test('what is formatted by the grammar is read back, and no two challenges become one', () => {
  fc.assert(
    fc.property(fc.array(challenge, { minLength: 1, maxLength: 4 }), items => {
      const { value, problems } = parseChallenges(items.map(format).join(', '));
      assert.deepEqual(problems, []);
      assert.deepEqual(
        value.map(({ scheme, token68, params }) => ({
          scheme,
          token68,
          params: params.map(({ name, value }) => ({ name, value })),
        })),
        items.map(item => ({ token68: undefined, params: [], ...item })),
      );
    }),
    { numRuns: 300 },
  );
});

const pieces = fc.constantFrom(
  'Basic',
  'Bearer',
  ' ',
  ',',
  '"',
  '\\',
  '=',
  'realm',
  'a',
  '==',
  '\t',
  '\r\n',
  'é',
  '\0',
  '@',
);
const noise = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 24 }).map(parts => parts.join('')),
);

test('nothing throws, and every span names the text it came from', () => {
  fc.assert(
    fc.property(noise, value => {
      const { value: challenges, problems } = parseChallenges(value);
      for (const { scheme, schemeSpan, token68, token68Span, params, span } of challenges) {
        assert.equal(sliceSpan(value, schemeSpan), scheme);
        if (token68Span) assert.equal(sliceSpan(value, token68Span), token68);
        for (const one of params) assert.equal(sliceSpan(value, one.nameSpan).toLowerCase(), one.name);
        assert.ok(span.start <= span.end && span.end <= value.length);
      }
      for (const { span } of problems) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= value.length);
    }),
    { numRuns: 1000 },
  );
});

test('a field of many kilobytes is read at once', () => {
  for (const piece of ['"\\', 'a="b,', '",', 'a ', 'a=b c ', '"\\"\\",', ', ', 'Basic a="x,b="', 'a="b="c ']) {
    const start = process.cpuUsage().user;
    parseChallenges(`Basic ${piece.repeat(100_000 / piece.length)}`);
    assert.ok(process.cpuUsage().user - start < 1_000_000, `slow on ${JSON.stringify(piece)}`);
  }
});
