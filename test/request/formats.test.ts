import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callAt, importText, labelOf } from '../../src/request/formats.ts';

describe('the call at the cursor', () => {
  // The cursor is at the bar.
  const cases: [string, string, string | undefined][] = [
    ['of axios', "const a = 1;\nawait axios.ge|t('https://a.example/1');", 'GET https://a.example/1'],
    ['of fetch, in its options', "fetch('https://a.example/2', {\n  method: |'PUT'\n});", 'PUT https://a.example/2'],
    ['of requests', 'r = requests.post("https://a.example/3", json={"a"|: 1})', 'POST https://a.example/3'],
    ['of Go', 'resp, err := http.Get("https://a.example/|4")', 'GET https://a.example/4'],
    [
      'the inner of two',
      "axios.post('https://a.example/5', await fetch('https://a.example|/6'))",
      'GET https://a.example/6',
    ],
    [
      'of the second of two lines',
      "fetch('https://a.example/7')\nfetch('https://a.example/8'|)",
      'GET https://a.example/8',
    ],
    [
      'as a command in a script',
      'set -e\ncurl -X PUT \\\n  https://a.example/|9 | jq .\necho',
      'PUT https://a.example/9',
    ],
    ['as a command in a document', 'Try\n\n    $ curl -I https://a.example/10|\n\nnow', 'HEAD https://a.example/10'],
    ['nowhere', 'const a = |1;', undefined],
    ['behind the command', 'curl https://a.example/11\nech|o', undefined],
  ];
  for (const [what, marked, expected] of cases) {
    test(what, () => {
      const offset = marked.replace(' | jq', ' ¦ jq').indexOf('|');
      const text = marked.slice(0, offset) + marked.slice(offset + 1);
      const request = callAt(text, offset)?.request;
      assert.equal(request && `${request.method} ${request.url}`, expected);
    });
  }
});

test('a text that no format reads gives nothing', () => {
  assert.equal(importText('Dear all,\n\nthe meeting is moved.'), undefined);
});

test('a label names the request, and hides the secrets of its address', () => {
  const request = { method: 'GET', url: 'https://a.example/?api_key=0123456789', headers: [] };
  assert.equal(labelOf(request), 'GET https://a.example/?api_key=…10');
  assert.equal(labelOf({ ...request, name: 'mine' }), 'mine — GET https://a.example/?api_key=…10');
});
