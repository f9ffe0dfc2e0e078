// How fast tokens are found in 5 MB of text, and how many, against ripgrep with a JWT pattern and against the gitleaks JWT
// expression in the same process: `node test/bench/tokens.ts`. The text is made here and always the same.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTokens } from '../../src/jwt/find.ts';
import { fakeSignature, token } from '../jwt/tokens.ts';

const size = 5_000_000;
const tokenCount = 400;
const rounds = 15;

const jwtPattern = String.raw`\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*`;
/** The expression of the rule `jwt` of gitleaks 8. */
const gitleaksPattern =
  /\b(ey[a-zA-Z0-9]{17,}\.ey[a-zA-Z0-9/\\_-]{17,}\.(?:[a-zA-Z0-9/\\_-]{10,}={0,2})?)(?:['"`\s;]|\\[nr]|$)/g;

/** Lines as in real files: code, prose, data, digests and base64. */
const lines = [
  'export function keyAgreement(privateKey: CryptoKey, options: KeyOptions = {}): Promise<Key> {',
  '  const response = await client.get(`/users/${encodeURIComponent(id)}`, { headers: this.#headers });',
  '    assert.deepEqual(parse("a=1; b=2"), { a: "1", b: "2" }); // every pair is kept, in order',
  '{"id":48151,"name":"Firewood","price":23.42,"tags":["winter","heyday"],"sha":"9f86d081884c7d659a2feaa0c55ad015"},',
  'Whoever sends a request without credentials gets an answer that says which scheme the server wants to see.',
  '2026-11-24T00:00:00.000Z INFO  [http-nio-8080-exec-4] o.e.web.Filter : GET /api/items 200 12ms ua="curl/8.5.0"',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  '\t\tif (token === undefined || token.length === 0) { return next(new HttpError(401, "no token")); }',
  '  integrity sha512-0keyAVaJhmZTV3oMZxYVvQyJ8x1PZ6C2dV6b8p1dV3m8D9yXo5zjyq2mJzN0s5oV9dJfF1v7R0k2w3c4b5n6m7==',
];

const embeddings: readonly ((jwt: string) => string)[] = [
  jwt => `  "token": "${jwt}",`,
  jwt => `Authorization: Bearer ${jwt}`,
  jwt => `TOKEN=${jwt}`,
  jwt => `  const jwt =\n${(jwt.match(/.{1,70}/g) ?? []).map(piece => `    '${piece}'`).join(' +\n')};`,
];

function generate(): string {
  const parts: string[] = [];
  const every = Math.floor(size / tokenCount);
  let length = 0;
  for (let line = 0, placed = 0; length < size; line++) {
    const isToken = length >= placed * every && placed < tokenCount;
    const jwt = token({ sub: `user-${line}`, iss: 'https://id.example', exp: 1_800_000_000 + line }, header(line));
    const part = (isToken ? embeddings[placed++ % embeddings.length]?.(jwt) : lines[(line * 7) % lines.length]) ?? '';
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join('\n');
}

function header(line: number): object {
  return { alg: 'HS256', typ: 'JWT', kid: `key-${line % 5}` };
}

/** The fastest of the rounds, which is the one that other work on the machine disturbed least. */
function measure(work: () => number): { milliseconds: number; found: number } {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    found = work();
    times.push(performance.now() - begin);
  }
  return { milliseconds: Math.min(...times), found };
}

function report(name: string, { milliseconds, found }: { milliseconds: number; found: number }): void {
  const perMegabyte = milliseconds / (size / 1e6);
  console.log(
    `${name.padEnd(44)} ${milliseconds.toFixed(1).padStart(7)} ms  ${perMegabyte.toFixed(2)} ms/MB  ${found} of ${tokenCount} tokens`,
  );
}

const text = generate();
const whole = new Set(
  findTokens(text)
    .filter(({ compact }) => compact.endsWith(fakeSignature(32)))
    .map(({ compact }) => compact),
);
console.log(
  `${(text.length / 1e6).toFixed(1)} MB, ${tokenCount} tokens, a quarter of them split over lines; ${whole.size} read whole`,
);
report(
  'findTokens (found, decoded, checked)',
  measure(() => findTokens(text).length),
);
report(
  'gitleaks expression in this process',
  measure(() => [...text.matchAll(gitleaksPattern)].length),
);

const folder = mkdtempSync(join(tmpdir(), 'tokens-'));
try {
  const file = join(folder, 'text.txt');
  writeFileSync(file, text);
  if (spawnSync('rg', ['--version']).error) console.log('ripgrep is not installed');
  else {
    const search = () =>
      spawnSync('rg', ['-j1', '-o', '--no-filename', jwtPattern, file]).stdout.toString().split('\n').length - 1;
    report('ripgrep, process and output included', measure(search));
    const version = () => spawnSync('rg', ['--version']).stdout.length * 0;
    report('  of which starting the process', measure(version));
  }
} finally {
  rmSync(folder, { recursive: true });
}
