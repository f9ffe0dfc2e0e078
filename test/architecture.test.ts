// The house's import table, as a test. A failure names the file, the import and the folder that is out of bounds.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const core = ['text', 'causes', 'auth', 'jwt', 'providers', 'request', 'lint', 'diagnosis'];

/** What each folder of src may import: other folders, single files (with a slash), npm packages, `node` and `vscode`. */
const mayImport: Record<string, readonly string[]> = {
  text: [],
  causes: [],
  auth: ['text'],
  jwt: ['text', 'jose'],
  providers: ['text', 'causes'],
  request: ['text', 'auth', 'tough-cookie'],
  'request/send.ts': ['text', 'auth', 'node'],
  'request/send-body.ts': ['text', 'auth', 'node'],
  'request/send-connection.ts': ['text', 'auth', 'node'],
  'request/send-http1.ts': ['text', 'auth', 'node', 'undici'],
  'request/send-http2.ts': ['text', 'auth', 'node'],
  'request/send-proxy.ts': ['text', 'auth', 'node', 'undici'],
  'request/send-signature.ts': ['text', 'auth', 'aws4fetch'],
  'request/send-worker.ts': ['text', 'auth', 'node', 'tough-cookie'],
  lint: ['text', 'auth', 'jwt', 'providers'],
  diagnosis: ['text', 'auth', 'jwt', 'causes', 'providers', 'request/model.ts'],
  oauth: [...core, 'oauth4webapi', 'jose'],
  'oauth/redirect-listener.ts': ['text', 'node'],
  repair: [...core, 'oauth', 'oauth4webapi', 'jose'],
  profiles: [...core, 'oauth'],
  lab: ['auth', 'jwt', 'causes', 'text', 'node', 'jose'],
  cli: [...core, 'oauth', 'repair', 'lab', 'node', 'ignore'],
  editor: [...core, 'oauth', 'repair', 'profiles', 'lab', 'panel', 'vscode', 'node', 'ignore'],
  panel: [...core, 'repair', 'profiles/of-request.ts', 'vscode', 'node'],
  'panel/protocol.ts': core,
  webview: ['panel/protocol.ts', 'lit'],
};

/** Time, chance and output are arguments in core, and only the sender has a socket. */
const bannedInCore = /\bfetch\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bconsole\./;

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => file.replaceAll('\\', '/'));

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.'))
    return relative(join(root, 'src'), join(root, 'src', dirname(file), specifier)).replaceAll('\\', '/');
  if (specifier.startsWith('node:')) return 'node';
  return specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');
}

/** Static imports, type imports and re-exports, which begin a line, and dynamic imports, which do not. */
function specifiersOf(source: string): string[] {
  const fixed = source.matchAll(/^(?:import|export)\b(?:[^'"`;]*\bfrom)?\s*['"]([^'"]+)['"]/gm);
  const dynamic = source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [...fixed, ...dynamic].map(match => match[1] ?? '');
}

function violations(file: string, source: string): string[] {
  const folder = file.split('/')[0] ?? '';
  const allowed = mayImport[file] ?? mayImport[folder] ?? [];
  const found: string[] = [];
  for (const specifier of specifiersOf(source)) {
    const target = targetOf(file, specifier);
    const targetFolder = target.split('/')[0] ?? '';
    const own = specifier.startsWith('.') && targetFolder === folder;
    if (own || allowed.includes(target) || allowed.includes(targetFolder) || allowed.includes(specifier)) continue;
    found.push(`src/${file} may not import ${specifier.startsWith('.') ? `src/${target}` : specifier}`);
  }
  const call =
    core.includes(folder) && !file.startsWith('request/send') ? bannedInCore.exec(withoutText(source)) : null;
  if (call)
    found.push(`src/${file} may not use ${call[0]}: time, chance, output and the network are arguments in core`);
  return found;
}

/** The source without strings, so that an example of user code is not taken for a call. */
function withoutText(source: string): string {
  return source.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, "''");
}

test('every file imports only what its folder may', () => {
  const all = files.flatMap(file => violations(file, readFileSync(join(root, 'src', file), 'utf8')));
  assert.deepEqual(all, []);
});

test('an import out of bounds is found, in words', () => {
  assert.deepEqual(violations('lint/lint.ts', "import { diagnose } from '../diagnosis/diagnose.ts';"), [
    'src/lint/lint.ts may not import src/diagnosis/diagnose.ts',
  ]);
  assert.deepEqual(violations('auth/check.ts', "import * as vscode from 'vscode';"), [
    'src/auth/check.ts may not import vscode',
  ]);
  assert.deepEqual(violations('jwt/find.ts', "import { readFileSync } from 'node:fs';"), [
    'src/jwt/find.ts may not import node:fs',
  ]);
  assert.equal(violations('jwt/times.ts', 'const now = Date.now();').length, 1);
});

test('no file is longer than 400 lines', () => {
  const long = files.filter(file => readFileSync(join(root, 'src', file), 'utf8').split('\n').length > 401);
  assert.deepEqual(long, []);
});
