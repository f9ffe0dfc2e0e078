import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstBytes, formatHex, imageType } from '../../src/panel/format-bytes.ts';

const bodyOf = (bytes: Buffer) => ({ text: '', base64: bytes.toString('base64') });

test('bytes are shown with their offset, in hexadecimal and as ASCII', () => {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n0123456789', 'latin1');
  assert.deepEqual(formatHex(bytes).split('\n'), [
    '00000000  89 50 4e 47 0d 0a 1a 0a  30 31 32 33 34 35 36 37  .PNG....01234567',
    '00000010  38 39                                             89',
  ]);
});

test('the bytes of a secret are dots', () => {
  assert.equal(
    formatHex(Buffer.from('a=secret;'), [{ start: 2, end: 8 }]),
    '00000000  61 3d ·· ·· ·· ·· ·· ··  3b                       a=······;',
  );
});

test('the first bytes are those that were asked for', () => {
  const body = bodyOf(Buffer.from([1, 2, 3, 4, 5]));
  for (const count of [0, 1, 2, 3, 4, 5]) assert.equal(firstBytes(body, count).length, count);
  assert.equal(firstBytes(body, 9).length, 5);
});

test('an image is known by its first bytes, and SVG is none', () => {
  const starts: readonly (readonly [string, string | undefined])[] = [
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\0\0\0\0WEBP', 'image/webp'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', undefined],
    ['RIFF\0\0\0\0WAVE', undefined],
    ['', undefined],
  ];
  for (const [start, type] of starts) assert.equal(imageType(bodyOf(Buffer.from(start, 'latin1'))), type, start);
});
