import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completionsAt } from '../../../src/request/http-language/completion.ts';
import { applyEdits } from '../../../src/text/span.ts';
import { around, atCursor } from './around.ts';

function complete(marked: string) {
  const { text, offset, file } = atCursor(marked);
  const found = completionsAt(file, offset, around());
  const take = (label: string) => {
    const chosen = found.find(completion => completion.label === label);
    assert.ok(chosen, `there is no "${label}" among ${found.map(one => one.label).join(', ')}`);
    return applyEdits(text, [{ span: chosen.span, text: chosen.insert ?? chosen.label }]);
  };
  return { labels: found.map(({ label }) => label), kinds: new Set(found.map(({ kind }) => kind)), take };
}

const file =
  '@host = a.example\n# @name login\nPOST https://{{host}}/\n\n###\n# @prompt user Who?\nGET https://{{host}}/';

describe('between braces stand', () => {
  test('the variables of the file, its imports and its environment, prompts, requests and system variables', () => {
    const { labels, kinds } = complete(`${file}{{|`);
    for (const label of ['host', 'user', 'tenant', 'baseUrl', 'region', 'PORT', 'login', 'session', '$guid'])
      assert.ok(labels.includes(label), label);
    assert.deepEqual([...kinds].sort(), ['request', 'system', 'variable']);
    assert.ok(!labels.includes('onlyProd'));
  });

  test('what replaces the part that is written', () => {
    assert.equal(complete('GET {{ba|').take('baseUrl'), 'GET {{baseUrl}}');
    assert.equal(complete('GET {{ %re|}}').take('region'), 'GET {{ %region}}');
    assert.equal(complete('GET x\nA: {{$ra|').take('$randomInt'), 'GET x\nA: {{$randomInt 1 100}}');
    assert.equal(complete(`${file}{{lo|`).take('login'), `${file}{{login.response.`);
  });

  test('the parts of a response, as far as one is known', () => {
    const labels = (written: string) => complete(`${file}{{${written}|`).labels;
    assert.deepEqual(labels('login.'), ['response', 'request']);
    assert.deepEqual(labels('login.response.'), ['body', 'headers']);
    assert.deepEqual(labels('login.response.headers.'), ['X-Trace']);
    assert.deepEqual(labels('login.response.body.'), ['*', '$.access_token', '$.user']);
    assert.equal(complete(`${file}{{login.response.body.$|`).labels.length, 3);
    assert.equal(complete(`${file}{{login.resp|`).take('response'), `${file}{{login.response.`);
  });

  test('nothing after a name and a space', () => assert.deepEqual(complete('GET {{$randomInt |').labels, []));
});

describe('elsewhere stand', () => {
  test('header names below the request line, and the schemes of Authorization', () => {
    assert.equal(
      complete('GET https://a.example/\nAuth|').take('Authorization'),
      'GET https://a.example/\nAuthorization: ',
    );
    const value = complete('GET https://a.example/\nAuthorization: Be|');
    assert.equal(value.take('Bearer'), 'GET https://a.example/\nAuthorization: Bearer ');
    assert.ok(value.labels.includes('Basic') && value.labels.includes('Digest') && value.labels.includes('DPoP'));
    assert.deepEqual(complete('GET https://a.example/\nAuthorization: Bearer |').labels, []);
    assert.ok(complete('GET https://a.example/\nA: b\nContent-Type: |').labels.includes('application/json'));
  });

  test('methods at the beginning, and nothing in a body', () => {
    assert.equal(complete('###\nPO|').take('POST'), '###\nPOST ');
    assert.ok(complete('|').labels.includes('GET'));
    assert.deepEqual(complete('POST https://a.example/\n\nna|me').labels, []);
    assert.deepEqual(complete('POST https://a.example/\nA: b\n\n{"a|": 1}').labels, []);
    assert.deepEqual(complete('### GE|').labels, []);
  });

  test('settings in comments', () => {
    assert.equal(complete('# @na|\nGET https://a.example/').take('name'), '# @name\nGET https://a.example/');
    assert.ok(complete('// @|').labels.includes('no-redirect'));
    assert.deepEqual(complete('# a comment|').labels, []);
    assert.equal(complete('# @profile Adm|').take('Admin of orders'), '# @profile Admin of orders');
  });
});
