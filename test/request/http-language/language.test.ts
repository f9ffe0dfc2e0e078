import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { completionsAt } from '../../../src/request/http-language/completion.ts';
import { describeAt } from '../../../src/request/http-language/describe.ts';
import { definitionsOf, expressionsIn, nameAt, namesIn } from '../../../src/request/http-language/names.ts';
import { foldingOf, outlineOf } from '../../../src/request/http-language/outline.ts';
import { checkHttpFile, helpFor } from '../../../src/request/http-language/problems.ts';
import { rename, renameable } from '../../../src/request/http-language/rename.ts';
import { parseHttpFile } from '../../../src/request/importers/http-file.ts';
import { applyEdits, sliceSpan } from '../../../src/text/span.ts';
import { around, atCursor } from './around.ts';

describe('a hover says of', () => {
  function hover(marked: string, environment?: string): string {
    const { file, offset } = atCursor(marked);
    const found = describeAt(file, offset, around(environment));
    return found ? [found.title, ...(found.value === undefined ? [] : [found.value]), ...found.notes].join(' | ') : '';
  }
  const cases: [string, string, string][] = [
    [
      'a variable of the file',
      '@host = a.example\nGET https://{{ho|st}}/',
      '{{host}} | a.example | Defined in line 1 of this file',
    ],
    [
      'the place where it is defined',
      '@ho|st = a.example\nGET https://x/',
      '{{host}} | a.example | Defined in line 1 of this file',
    ],
    [
      'one of the environment',
      'GET {{base|Url}}/',
      '{{baseUrl}} | https://dev.example | Defined in http-client.env.json, environment "dev"',
    ],
    [
      'a shared one',
      'GET https://x/{{reg|ion}}',
      '{{region}} | eu | Defined in http-client.env.json, for all environments',
    ],
    ['one of a .env file', 'GET http://x:{{PO|RT}}', '{{PORT}} | 8080 | Defined in .env'],
    [
      'an imported one',
      '# @import ./common.http\nGET http://x/{{ten|ant}}',
      '{{tenant}} | acme | Defined in common.http',
    ],
    [
      'a variable made of others',
      '@b = {{baseUrl}}/v1\nGET {{|b}}',
      '{{b}} | https://dev.example/v1 | Defined in line 1 of this file',
    ],
    [
      'a secret',
      'GET https://x\nX: {{api|Key}}',
      '{{apiKey}} | dev-ke…18 | Defined in http-client.env.json, environment "dev"',
    ],
    [
      'one that is used as a secret',
      '@mine = 0123456789abcdef\nGET https://x\nAuthorization: Bearer {{mi|ne}}',
      '{{mine}} | 012345…16 | Defined in line 1 of this file',
    ],
    [
      'an address with a password',
      '@db = https://me:secretsecret@x/\nGET {{d|b}}',
      '{{db}} | https://me:secret…12@x/ | Defined in line 1 of this file',
    ],
    [
      'a piece of a response',
      '# @name login\nGET https://x\n###\nGET https://x/{{login.response.body.$.us|er.id}}',
      '{{login.response.body.$.user.id}} | 7 | From the last exchange of the request "login"',
    ],
    [
      'a token of a response',
      '# @name login\nGET https://x\n###\nGET https://x/{{login.respon|se.body.$.access_token}}',
      '{{login.response.body.$.access_token}} | 012345…16 | From the last exchange of the request "login"',
    ],
    [
      'a request that was not sent',
      '# @name other\nGET https://x\n###\nGET https://x/{{oth|er.response.body.*}}',
      '{{other.response.body.*}} | From the last exchange of the request "other" | "{{other.response.body.*}}" needs the response of "other": send "other" first',
    ],
    ['a system variable', 'GET https://x/{{$gu|id}}', '{{$guid}} | A random UUID, a new one at each place'],
    [
      'a variable of the process',
      'GET https://x/{{$processEnv HO|ME}}',
      '{{$processEnv HOME}} | /home/me | A variable of the process; "%NAME" takes its name from the variable NAME',
    ],
    [
      'an unknown one',
      'GET https://x/{{no|pe}}',
      '{{nope}} | "{{nope}}" has no value: define "@nope = …" in this file, or choose an environment that has it',
    ],
    ['plain text', 'GET https://x/pl|ain', ''],
  ];
  for (const [what, marked, expected] of cases) test(what, () => assert.equal(hover(marked), expected));

  test('a prompt, that it is asked for', () =>
    assert.match(hover('# @prompt user Who?\nGET https://x/{{us|er}}'), /Asked for when the request is sent/));
  test('what Visual Studio keeps, where', () =>
    assert.match(hover('GET https://x/{{ke|pt}}', 'prod'), /"AzureKeyVault"/));
});

const file = `@host = a.example
@base = https://{{host}}
# @name login
POST {{base}}/login?h={{%host}}
X-Host: {{ host }}

{"host": "{{host}}", "note": "host"}

### use
# {{host}} in a comment
# @ref login
GET https://{{host}}/{{login.response.body.$.id}}
A: {{$shared host}}

> {%
  client.log("{{host}}");
%}
`;

describe('names', () => {
  const parsed = parseHttpFile(file);

  test('are found in definitions and references, and not in comments, scripts and arguments', () => {
    const found = namesIn(parsed).map(({ kind, role, name }) => `${kind} ${role} ${name}`);
    assert.equal(found.filter(one => one === 'variable reference host').length, 5);
    assert.equal(found.filter(one => one === 'variable definition host').length, 1);
    assert.equal(found.filter(one => one === 'request reference login').length, 2);
    for (const { name, span } of namesIn(parsed)) assert.equal(sliceSpan(file, span), name);
  });

  test('lead to their definition, and to the one above first', () => {
    const { file: twice, offset } = atCursor('@a = 1\n@a = 2\nGET https://x/{{|a}}\n###\n@a = 3\n');
    const use = nameAt(twice, offset);
    assert.ok(use);
    assert.deepEqual(
      definitionsOf(twice, use, offset).map(({ start }) => start),
      [8, 1, 39],
    );
  });

  test('are renamed everywhere', () => {
    const renamed = rename(parsed, file.indexOf('host}}'), 'server');
    assert.equal(renamed.kind, 'edits');
    const after = renamed.kind === 'edits' ? applyEdits(file, renamed.edits) : '';
    const expected = file
      .replace('@host', '@server')
      .replaceAll('{{host}}', '{{server}}')
      .replace('{{%host}}', '{{%server}}')
      .replace('{{ host }}', '{{ server }}')
      .replace('# {{server}} in', '# {{host}} in')
      .replace('log("{{server}}")', 'log("{{host}}")');
    assert.equal(after, expected);
  });

  test('of requests are renamed with their references', () => {
    const renamed = rename(parsed, file.indexOf('login\nPOST'), 'signIn');
    const after = renamed.kind === 'edits' ? applyEdits(file, renamed.edits) : '';
    assert.match(after, /# @name signIn\nPOST \{\{base\}\}\/login/);
    assert.match(after, /# @ref signIn\nGET .*\{\{signIn\.response\.body/);
  });

  test('are not renamed to what is no name, to what is taken, or where nothing defines them', () => {
    const reason = (marked: string, to: string) => {
      const { file: other, offset } = atCursor(marked);
      const renamed = rename(other, offset, to);
      return renamed.kind === 'refused' ? renamed.reason : '';
    };
    assert.match(reason('@a|b = 1\nGET {{ab}}', 'a b'), /is no name/);
    assert.match(reason('@a|b = 1\n@c = 2\nGET {{ab}}', 'c'), /already defined/);
    assert.match(reason('GET {{base|Url}}', 'x'), /not defined in this file/);
    assert.match(String(renameable(parsed, 0)), /no variable and no name/);
  });
});

test('the outline has requests by name or request line, and variables without their values', () => {
  const entries = outlineOf(parseHttpFile(`${file}\n###\nDELETE https://x/long\n\n`));
  assert.deepEqual(
    entries.map(({ kind, name, detail }) => [kind, name, detail]),
    [
      ['variable', 'host', ''],
      ['variable', 'base', ''],
      ['request', 'login', 'POST {{base}}/login?h={{%host}}'],
      ['request', 'use', 'GET https://{{host}}/{{login.response.body.$.id}}'],
      ['request', 'DELETE https://x/long', ''],
    ],
  );
  for (const { span, selection } of entries) assert.ok(span.start <= selection.start && selection.end <= span.end);
});

test('the outline shows no secret of a URL or of a curl command', () => {
  const key = 'k9-0123456789abcdef';
  const text = `GET https://me:${key}@x/?api_key=${key}&page={{page}}\n\n###\ncurl -u me:${key} -H 'X-Api-Key: ${key}' \\\n  'https://x/a?token=${key}'\n`;
  assert.deepEqual(
    outlineOf(parseHttpFile(text)).map(({ name }) => name),
    ['GET https://me:k9-012…19@x/?api_key=k9-012…19&page={{page}}', 'curl GET https://x/a?token=k9-012…19'],
  );
});

test('sections, scripts and runs of comments fold', () => {
  const folds = foldingOf(parseHttpFile(`# one\n# two\n\n${file}`));
  assert.deepEqual(folds, [
    { first: 0, last: 9, kind: 'region' },
    { first: 0, last: 1, kind: 'comment' },
    { first: 11, last: 19, kind: 'region' },
    { first: 17, last: 19, kind: 'region' },
  ]);
});

describe('a problem', () => {
  function check(text: string, environment?: string) {
    const parsed = parseHttpFile(text);
    return checkHttpFile(parsed, around(environment)).map(problem => {
      const { fixes, environments } = helpFor(parsed, problem, around(environment));
      return {
        said: `${problem.severity} ${problem.code}: ${sliceSpan(text, problem.span)}`,
        fixed: fixes.map(fix => applyEdits(text, fix.edits)),
        environments,
      };
    });
  }

  test('is a profile that nobody knows, and another one can be chosen', () => {
    const written = (line: string) => `${line}\nGET https://a.example/\n`;
    const fixed = ['Orders', 'Admin of orders'].map(name => written(`# @profile ${name}`));
    const said = 'warning unknown-profile:';
    assert.deepEqual(check(written('# @profile ordrs')), [{ said: `${said} ordrs`, fixed, environments: [] }]);
    assert.deepEqual(check(written('# @profile')), [{ said: `${said} # @profile`, fixed, environments: [] }]);
    assert.deepEqual(check(written('// @profile orders')), []);
    assert.deepEqual(check(written('# @profile Admin of orders')), []);
  });

  test('is a variable that nothing defines, with what can be done', () => {
    assert.deepEqual(check('@host = x\nGET https://{{hst}}/{{onlyProd}}/{{tenant}}/{{PORT}}/{{$guid}}\n'), [
      {
        said: 'warning unresolved-variable: {{hst}}',
        fixed: [
          '@host = x\nGET https://{{host}}/{{onlyProd}}/{{tenant}}/{{PORT}}/{{$guid}}\n',
          '@host = x\n@hst = \nGET https://{{hst}}/{{onlyProd}}/{{tenant}}/{{PORT}}/{{$guid}}\n',
        ],
        environments: [],
      },
      {
        said: 'warning unresolved-variable: {{onlyProd}}',
        fixed: ['@host = x\n@onlyProd = \nGET https://{{hst}}/{{onlyProd}}/{{tenant}}/{{PORT}}/{{$guid}}\n'],
        environments: ['prod'],
      },
    ]);
  });

  test('is a name that no request has, and XPath', () => {
    assert.deepEqual(
      check('# @name login\nGET https://x\n###\nGET https://x/{{logn.response.body.$.a}}').map(({ said, fixed }) => [
        said,
        fixed[0],
      ]),
      [
        [
          'warning unresolved-variable: {{logn.response.body.$.a}}',
          '# @name login\nGET https://x\n###\nGET https://x/{{login.response.body.$.a}}',
        ],
      ],
    );
    assert.deepEqual(
      check('# @name login\nGET https://x\n###\nGET https://x/{{login.response.body.//a}}').map(({ said }) => said),
      ['warning xpath: {{login.response.body.//a}}'],
    );
  });

  test('is no prompt, no response to come, no question and no body file', () => {
    assert.deepEqual(check('# @prompt a\nPOST https://x/{{a}}/{{$input b}}\n\n< ./c.json\n'), []);
    assert.deepEqual(check('# @name l\nGET https://x\n###\n# @ref l\nGET https://x/{{l.response.body.$.a}}'), []);
  });

  test('is told once, and softly where a script may solve it or another tool keeps the value', () => {
    const script =
      '< {%\n request.variables.set("a", 1)\n%}\n@b = {{a}}\nGET https://x/{{b}}\n###\nGET https://x/{{b}}';
    assert.deepEqual(
      check(script).map(({ said }) => said),
      ['info script: < {%', 'info unresolved-variable: {{a}}'],
    );
    assert.deepEqual(
      check('GET https://x/{{kept}}', 'prod').map(({ said }) => said),
      ['info unresolved-variable: {{kept}}'],
    );
  });
});

test('none of it minds any text', () => {
  const pieces = fc.constantFrom(
    ...'GET https://a/|{{|}}|{{a}}|{{%a}}|{{login.response.body.$.a}}|@a = b|\n|\r\n|###|# @name login|# @prompt a b|...a|: |A: b|\n\n|> {%|%}|curl -d "|$|.|  '.split(
      '|',
    ),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), fc.nat(200), (parts, place) => {
      const text = parts.join('');
      const parsed = parseHttpFile(text);
      const offset = Math.min(place, text.length);
      describeAt(parsed, offset, around());
      completionsAt(parsed, offset, around());
      for (const { span, nameSpan } of expressionsIn(parsed))
        assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end && span.end <= text.length);
      for (const { span, selection } of outlineOf(parsed))
        assert.ok(span.start <= selection.start && selection.end <= span.end && span.end <= text.length);
      foldingOf(parsed);
      const renamed = rename(parsed, offset, 'fresh');
      if (renamed.kind === 'edits') applyEdits(text, renamed.edits);
      for (const problem of checkHttpFile(parsed, around())) {
        assert.ok(problem.span.start <= problem.span.end && problem.span.end <= text.length);
        for (const { edits } of helpFor(parsed, problem, around()).fixes) applyEdits(text, edits);
      }
    }),
    { numRuns: 500 },
  );
});

test('a file of many requests, references and problems is answered in proportion to its length', () => {
  const texts = [
    `POST https://a.example/\n\n${'{{a}}'.repeat(30_000)}`,
    `POST https://a.example/\n\n${'{{\n'.repeat(30_000)}`,
    '### \nGET https://{{a}}/\n    ?{{b}}\nX: {{baseUrl}}\n'.repeat(1_500),
  ];
  for (const text of texts) {
    const parsed = parseHttpFile(text);
    assert.ok(checkHttpFile(parsed, around()).length <= 1000);
    namesIn(parsed);
    foldingOf(parsed);
  }
});
