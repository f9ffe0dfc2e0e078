import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseDotenv } from '../../src/request/dotenv.ts';
import {
  type EnvironmentSource,
  environmentFile,
  environmentNames,
  readEnvironment,
} from '../../src/request/environments.ts';
import { formatJsonValue, parseJsonMembers } from '../../src/request/json-members.ts';
import { sliceSpan } from '../../src/text/span.ts';

const shared: EnvironmentSource = {
  label: 'http-client.env.json',
  kind: 'json',
  text: `{
  // comments are welcome
  "$shared": { "host": "shared.example", "version": "v1" },
  "dev": { "host": "dev.example", "port": 8080, "api": { "key": "nested" }, "secure": false, "none": null, },
  "prod": {
    "host": "prod.example",
    "password": { "provider": "AspnetUserSecrets", "secretName": "pw" },
    "Security": { "Auth": { "id": { "Type": "OAuth2" } } }
  }
}`,
};
const priv: EnvironmentSource = {
  label: 'http-client.private.env.json',
  kind: 'json',
  text: '{"dev": {"token": "secret", "host": "private.example"}}',
};
const dotenv: EnvironmentSource = {
  label: '.env',
  kind: 'dotenv',
  text: 'TOKEN=general\nhost=dotenv.example\nONLY=1\n',
};
const devDotenv: EnvironmentSource = { label: '.env.dev', kind: 'dotenv', environment: 'dev', text: 'TOKEN=of-dev' };
const sources = [priv, shared, devDotenv, dotenv];

describe('an environment', () => {
  const value = (environment: string | undefined, name: string) => {
    const found = readEnvironment(sources, environment).variables.get(name);
    return found && `${found.value ?? found.absent} (${found.source.label})`;
  };

  test('has its own variables before the shared ones, and those before .env files', () => {
    assert.equal(value('dev', 'host'), 'private.example (http-client.private.env.json)');
    assert.equal(value('prod', 'host'), 'prod.example (http-client.env.json)');
    assert.equal(value(undefined, 'host'), 'shared.example (http-client.env.json)');
    assert.equal(value('dev', 'version'), 'v1 (http-client.env.json)');
    assert.equal(value('dev', 'TOKEN'), 'of-dev (.env.dev)');
    assert.equal(value('prod', 'TOKEN'), 'general (.env)');
    assert.equal(value('prod', 'token'), undefined);
    assert.equal(value('dev', 'ONLY'), '1 (.env)');
  });

  test('has numbers, words and members of objects as text', () => {
    assert.equal(value('dev', 'port'), '8080 (http-client.env.json)');
    assert.equal(value('dev', 'secure'), 'false (http-client.env.json)');
    assert.equal(value('dev', 'api.key'), 'nested (http-client.env.json)');
    assert.equal(value('dev', 'api'), '{"key":"nested"} (http-client.env.json)');
    assert.equal(value('dev', 'none'), undefined);
  });

  test('says where a value is kept that is not read here', () => {
    assert.match(value('prod', 'password') ?? '', /Visual Studio keeps it in "AspnetUserSecrets"/);
    assert.equal(value('prod', 'Security'), undefined);
  });

  test('knows where each name stands', () => {
    for (const { variables } of ['dev', 'prod'].map(name => readEnvironment(sources, name)))
      for (const { name, span, source } of variables.values())
        assert.equal(sliceSpan(source.text, span).replaceAll('"', ''), name.split('.').at(-1));
  });

  test('is chosen by names that the sources give', () => {
    assert.deepEqual(environmentNames(sources), ['dev', 'prod']);
    assert.deepEqual(environmentNames([{ label: 'x', kind: 'json', text: '{"$shared": {}, "a": 1' }]), []);
  });
});

test('the files of environments are known by their names', () => {
  const cases: [string, string | undefined][] = [
    ['http-client.env.json', 'json '],
    ['http-client.private.env.json', 'json '],
    ['http-client.env.json.user', 'json '],
    ['.env', 'dotenv '],
    ['.env.dev', 'dotenv dev'],
    ['dev.env', 'dotenv dev'],
    ['.env.example', undefined],
    ['package.json', undefined],
    ['environment', undefined],
  ];
  for (const [name, expected] of cases) {
    const file = environmentFile(name);
    assert.equal(file && `${file.kind} ${file.environment ?? ''}`, expected, name);
  }
});

test('a .env file is read with quotes, comments and line breaks', () => {
  const text =
    '\uFEFFA=1\nexport B = two words \n# C=3\nD="d #\\n\\"e\\""\nE=\'raw \\n\' # told\nF=x # told\nG=\nH="over\nlines"\nA=2\r\nI=a#b';
  const entries = parseDotenv(text);
  assert.deepEqual(
    entries.map(({ name, value }) => [name, value]),
    [
      ['A', '1'],
      ['B', 'two words'],
      ['D', 'd #\n"e"'],
      ['E', 'raw \\n'],
      ['F', 'x'],
      ['G', ''],
      ['H', 'over\nlines'],
      ['A', '2'],
      ['I', 'a#b'],
    ],
  );
  for (const { name, span } of entries) assert.equal(sliceSpan(text, span), name);
});

describe('JSON with places', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), object => {
        const text = JSON.stringify(object);
        const members = parseJsonMembers(text);
        assert.equal(formatJsonValue({ kind: 'object', members }), text);
        for (const { name, span } of members) assert.equal(sliceSpan(text, span), JSON.stringify(name));
      }),
    );
  });

  test('takes any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'a', '/*', '//', '\n', '\\', ' ')),
        parts => {
          parseJsonMembers(parts.join(''));
          parseJsonMembers(`{"a":${parts.join('')}`);
          parseDotenv(parts.join(''));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
