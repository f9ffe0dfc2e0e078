import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { findTokens } from '../../src/jwt/find.ts';
import { findOpaqueTokens } from '../../src/jwt/opaque.ts';
import { sliceSpan } from '../../src/text/span.ts';
import { base64, cut, embeddings, segmentsOf } from './embeddings.ts';
import { encode, fakeSignature, token } from './tokens.ts';

/** Tokens of each form: what the header begins with, how long the parts are, and whether there is a signature. */
const samples: Record<string, string> = {
  HS256: token(),
  'with a large payload': token({ sub: 'a', roles: Array.from({ length: 40 }, (_, index) => `role-${index}`) }),
  ES512: token({ sub: 'a', exp: 1 }, { alg: 'ES512', kid: 'k' }, fakeSignature(132)),
  'a long header and a signature of a length of its own': token(
    { sub: 'a', text: 'x'.repeat(200) },
    { alg: 'XX', kid: 'k'.repeat(200) },
    fakeSignature(200),
  ),
  RS256: token({ sub: 'a' }, { typ: 'at+jwt', alg: 'RS256' }, fakeSignature(256)),
};

for (const [place, embed] of Object.entries(embeddings)) {
  test(`a token is found ${/^(?:in|at|after|with|between|alone)/.test(place) ? '' : 'when it is '}${place}`, () => {
    for (const [form, jwt] of Object.entries(samples)) {
      const text = embed(jwt);
      const found = findTokens(text);
      assert.ok(found.length > 0, `${form} in ${text}`);
      for (const each of found) assert.equal(each.compact, jwt, `${form} in ${text}`);
    }
  });
}

const credential = [
  token({ _sd: ['x'], iss: 'https://id.example' }, { alg: 'ES256', typ: 'dc+sd-jwt' }, fakeSignature(64)),
  encode(['2GLC42sKQveCfGfryNRN9w', 'given_name', 'Ada']),
  encode(['eluV5Og3gSNII8EYnsxA_A', 'address', { city: 'London', lines: ['x'.repeat(90)] }]),
  encode(['lklxF5jMYlGTPUovMNIvCA', 'DE']),
  '',
].join('~');

for (const place of [
  'alone',
  'at the end of a sentence',
  'in JSON',
  'in a query',
  'in a Kubernetes secret',
  'joined by plus',
  'one literal continued by backslashes',
  'wrapped at a column',
])
  test(`the disclosures of an SD-JWT belong to it, ${place}`, () => {
    const [found, ...more] = findTokens(embeddings[place]?.(credential) ?? '');
    assert.deepEqual(more, []);
    assert.equal(found?.compact, credential.split('~')[0]);
    assert.deepEqual(found?.disclosures, [
      { name: 'given_name', value: 'Ada' },
      { name: 'address', value: { city: 'London', lines: ['x'.repeat(90)] } },
      { value: 'DE' },
    ]);
  });

test('the span of an SD-JWT ends after its last tilde, and its key binding is a token of its own', () => {
  const binding = token({ nonce: 'n' }, { alg: 'ES256', typ: 'kb+jwt' }, fakeSignature(64));
  const text = `"${credential}${binding}"`;
  assert.deepEqual(
    findTokens(text).map(({ span }) => sliceSpan(text, span)),
    [credential, binding],
  );
});

test('what follows a tilde and is no disclosure stays outside', () => {
  for (const after of ['~', '~user', `~${encode({ a: 1 })}~`, `~${encode([1, 2, 3])}~`, '~~'])
    assert.equal(findTokens(`${token()}${after}`)[0]?.span.end, token().length, after);
});

const headers: Record<string, string> = {
  'starts with a blank': '{ "alg": "HS256" }',
  'has a line break and blanks': '{\n  "alg": "HS256"\n}',
  'has a line break and no blank': '{\n"alg":"HS256"}',
  'has a line break and a tab': '{\n\t"alg": "HS256"\n}',
  'has CRLF': '{\r\n  "alg": "HS256"\r\n}',
  'has a tab': '{\t"alg":"HS256"}',
  'has two blanks': '{  "alg":"HS256"}',
};

for (const [form, header] of Object.entries(headers)) {
  test(`a token is found whose header ${form}`, () => {
    const jwt = `${encode(header)}.${encode({ sub: 'a' })}.${fakeSignature(32)}`;
    assert.equal(findTokens(`x = "${jwt}"`)[0]?.compact, jwt);
    assert.equal(findTokens(`x: ${base64(jwt)}`)[0]?.compact, jwt);
  });
}

test('an unsecured token is found with its last dot', () => {
  const jwt = `${encode({ alg: 'none' })}.${encode({ sub: 'a' })}.`;
  const text = `t = "${jwt}";`;
  const [found] = findTokens(text);
  assert.equal(found?.kind, 'unsecured');
  assert.equal(found && sliceSpan(text, found.span), jwt);
});

test('an encrypted token is found by its header', () => {
  const jwe = [
    encode({ alg: 'dir', enc: 'A128GCM' }),
    '',
    fakeSignature(12),
    fakeSignature(90),
    fakeSignature(16),
  ].join('.');
  for (const text of [
    jwe,
    `"${jwe}"`,
    `see ${jwe}.`,
    cut(jwe, 50)
      .map(piece => `"${piece}"`)
      .join(' + '),
  ]) {
    const [found] = findTokens(text);
    assert.equal(found?.kind, 'jwe');
    assert.equal(found?.compact, jwe);
    assert.equal(found?.payload, undefined);
  }
});

test('a nested token is found as one', () => {
  const jwt = `${encode({ alg: 'HS256', cty: 'JWT' })}.${encode(token())}.${fakeSignature(32)}`;
  const found = findTokens(jwt);
  assert.equal(found.length, 1);
  assert.equal(found[0]?.payloadText, token());
});

test('padding and plain base64 are read, and reported', () => {
  const payload = Buffer.from('{"q":"??>>"}').toString('base64');
  const [found] = findTokens(`t=${encode({ alg: 'HS256' })}.${payload}.${fakeSignature(32)}=`);
  assert.deepEqual(found?.payload, { q: '??>>' });
  assert.ok(found?.problems.some(({ code }) => code === 'payload-not-base64url'));
});

const jwt = token();
const [header, payload, signature] = segmentsOf(jwt);
const silent: Record<string, string> = {
  'a header alone': `${header}...`,
  'a token with the rest left out': `${header}.${payload}...`,
  'a token with an ellipsis for its signature': `${header}.${payload}.…`,
  'a token with a placeholder for its signature': `${header}.${payload}.<signature>`,
  'a template that adds the signature': `\`${header}.${payload}.\${sign()}\``,
  'two segments': `${header}.${payload}`,
  'a payload that is cut off': `${header}.${payload.slice(0, -3)}`,
  'JSON in base64': `${encode({ some: 'object', of: 'data' })}.${encode({ more: 1 })}.${fakeSignature(32)}`,
  'a header without alg': `${encode({ typ: 'JWT' })}.${payload}.${signature}`,
  'names in code': 'this.keyArray.push(eyJhbG.length); const firewood = ewok.ew0K.keyAgreement(privateKeyJwk);',
  'a source map': `//# sourceMappingURL=data:application/json;base64,${base64('{"version":3,"sources":["a.ts"]}')}`,
};

for (const [name, text] of Object.entries(silent)) {
  test(`${name} is no token`, () => assert.deepEqual(findTokens(text), []));
}

const packages = [
  'ajv',
  'axe-core',
  'esbuild',
  'express',
  'express-jwt',
  'express-session',
  'fast-check',
  'fastify',
  'jose',
  'jsonwebtoken',
  'koa',
  'koa-jwt',
  'lit',
  'mocha',
  'oauth4webapi',
  'oidc-provider',
  'passport',
  'tough-cookie',
  'typescript',
  'undici',
];

test('no token is found in the source of twenty packages', () => {
  assert.equal(packages.length, 20);
  for (const name of packages) {
    const folder = join(import.meta.dirname, '../../node_modules', name);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
      /\.(?:[cm]?[jt]sx?|json|md|html|css|map)$/.test(file),
    );
    assert.ok(files.length > 0, name);
    for (const file of files) {
      const path = join(folder, file);
      if (!statSync(path).isFile()) continue;
      const text = readFileSync(path, 'utf8');
      assert.deepEqual([...findTokens(text), ...findOpaqueTokens(text)], [], path);
    }
  }
});

test('what follows a complete signature on the next line is not taken into it', () => {
  for (const after of [
    '\nnextline',
    '\n    indented',
    ' + "more"',
    '", "other"',
    '\\nmore',
    '/path',
    '+more',
    '\n.dot',
  ]) {
    const text = `"${jwt}${after}`;
    const [found] = findTokens(text);
    assert.equal(found && sliceSpan(text, found.span), jwt, text);
  }
});

test('a signature of an unusual length is not continued on the next line', () => {
  const odd = token({ sub: 'a' }, { alg: 'HS256' }, 'abcdef');
  for (const after of ['\nnextline\n', '\nEND', '", "other"', "' 'other'", '\\nmore']) {
    const text = `"${odd}${after}`;
    assert.equal(findTokens(text)[0]?.compact, odd, text);
  }
});

test('several tokens in a line are found apart', () => {
  const other = token({ sub: 'b' });
  assert.deepEqual(
    findTokens(`["${jwt}","${other}"]`).map(({ compact }) => compact),
    [jwt, other],
  );
  assert.deepEqual(
    findTokens(`${jwt}\n${other}\n`).map(({ compact }) => compact),
    [jwt, other],
  );
  assert.deepEqual(
    findTokens(`${jwt}~${other}`).map(({ compact }) => compact),
    [jwt, other],
  );
});

test('the spans of the segments slice to the segments', () => {
  const text = `header: "${jwt}"`;
  const [found] = findTokens(text);
  assert.deepEqual(
    found?.segments?.map(span => sliceSpan(text, span)),
    [header, payload, signature],
  );
});

test('the spans of segments in literals of their own begin and end with the segments', () => {
  for (const text of [
    `"${header}" + ".${payload}" + ".${signature}"`,
    `"${header}." +\n "${payload}." +\n "${signature}"`,
  ]) {
    const [found] = findTokens(text);
    assert.deepEqual(
      found?.segments?.map(span => sliceSpan(text, span)),
      [header, payload, signature],
    );
  }
});

test('only tokens that start between from and to are found, and no more than the limit', () => {
  const text = `${jwt} ${jwt} ${jwt}`;
  const second = jwt.length + 1;
  assert.deepEqual(
    findTokens(text, { from: 1, to: second + 1 }).map(({ span }) => span.start),
    [second],
  );
  assert.equal(findTokens(text, { limit: 2 }).length, 2);
});

test('any text gives tokens whose spans lie in it, in order, without overlap', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      jwt,
      header,
      payload,
      'eyJ',
      'ewo',
      'ZXlK',
      '.',
      '"',
      '\n',
      '\\',
      '+',
      '%2E',
      '=',
      base64(jwt),
      '~',
      credential,
      credential.slice(credential.indexOf('~')),
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      const text = pieces.join('');
      let end = 0;
      for (const { span } of findTokens(text)) {
        assert.ok(span.start >= end && span.end > span.start && span.end <= text.length);
        end = span.end;
      }
    }),
    { numRuns: 500 },
  );
});

const hostile: Record<string, string> = {
  'starts of tokens': 'eyJ'.repeat(300_000),
  'starts of tokens on lines': 'eyJ\n'.repeat(50_000),
  headers: `${header}.`.repeat(20_000),
  'headers on lines': `${header}.\n`.repeat(5000),
  'lines of base64': `${encode({ a: 'x'.repeat(60) })}\n`.repeat(8000),
  'starts and dots': 'eyJhbGci.'.repeat(80_000),
  'base64 of starts': 'ZXlK'.repeat(50_000),
  'base64 of starts on lines': `${base64('eyJ'.repeat(18))}\n`.repeat(8000),
  'empty literals': `eyJ${'"" + '.repeat(100_000)}`,
  'blanks after a quote': `eyJ"${' '.repeat(100_000)}`.repeat(5),
  disclosures: credential.repeat(2000),
  'tokens before what is no disclosure': `${jwt}~\n${'A'.repeat(50)}\n`.repeat(8000),
  'a disclosure without an end': `${jwt}~${'A\n'.repeat(500_000)}`,
  'one huge run': `eyJ${'A'.repeat(2_000_000)}`,
};

for (const [name, text] of Object.entries(hostile)) {
  test(`a text of ${name} is read in linear time`, () => {
    const begin = performance.now();
    findTokens(text);
    const elapsed = performance.now() - begin;
    assert.ok(elapsed < 1500, `${Math.round(elapsed)} ms for ${text.length} characters`);
  });
}
