import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { headerValue } from '../../src/request/model.ts';
import { checkCase, checkSuccess, type Running, run, send, userHas } from './server.ts';
import { type Broken, basic, bearer, brokenPasswords, brokenTokens, casesAt, secret } from './tokens.ts';

let server: Running;

/** Checks as they are written by hand, the first of them in PHP's own manual. */
const application = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
function answer($status, $content) {
  http_response_code($status);
  header('Content-Type: application/json');
  exit(json_encode($content));
}
function part($text) {
  return json_decode(base64_decode(strtr($text, '-_', '+/')), true);
}

if ($path === '/basic') {
  if (!isset($_SERVER['PHP_AUTH_USER'])) {
    header('WWW-Authenticate: Basic realm="My Realm"');
    header('HTTP/1.0 401 Unauthorized');
    exit('Text to send if user hits Cancel button');
  }
  if ($_SERVER['PHP_AUTH_USER'] !== 'ada' || $_SERVER['PHP_AUTH_PW'] !== 'engine') {
    header('WWW-Authenticate: Basic realm="My Realm"');
    header('HTTP/1.0 401 Unauthorized');
    exit('Wrong Credentials!');
  }
  answer(200, ['orders' => []]);
}
if ($path === '/key') {
  $key = $_SERVER['HTTP_X_API_KEY'] ?? $_GET['key'] ?? null;
  if ($key === null) answer(401, ['status' => 'error', 'message' => 'API key missing']);
  if ($key !== 'the-key-of-ada') answer(401, ['status' => 'error', 'message' => 'Invalid API key']);
  answer(200, ['orders' => []]);
}
if ($path === '/token') {
  $headers = getallheaders();
  if (!isset($headers['Authorization']) || !preg_match('/Bearer\\s(\\S+)/', $headers['Authorization'], $matches)) {
    header('HTTP/1.0 400 Bad Request');
    exit('Token not found in request');
  }
  $parts = explode('.', $matches[1]);
  if (count($parts) !== 3) answer(401, ['message' => 'Wrong number of segments']);
  [$header, $payload, $signature] = $parts;
  if ((part($header)['alg'] ?? '') !== 'HS256') answer(401, ['message' => 'Algorithm not allowed']);
  $wanted = rtrim(strtr(base64_encode(hash_hmac('sha256', "$header.$payload", '${secret}', true)), '+/', '-_'), '=');
  if (!hash_equals($wanted, $signature)) answer(401, ['message' => 'Signature verification failed']);
  $claims = part($payload);
  if (($claims['nbf'] ?? 0) > time())
    answer(401, ['message' => 'Cannot handle token prior to ' . date(DATE_ISO8601, $claims['nbf'])]);
  if ($claims['exp'] <= time()) answer(401, ['message' => 'Expired token']);
  if ($claims['iss'] !== 'https://issuer.test/' || $claims['aud'] !== 'orders') {
    header('HTTP/1.1 401 Unauthorized');
    exit;
  }
  answer(200, ['orders' => []]);
}

session_save_path(__DIR__);
session_start();
if ($path === '/login') {
  if (($_POST['password'] ?? '') !== 'engine') answer(200, ['success' => false, 'error' => 'Invalid username or password.']);
  $_SESSION['loggedin'] = true;
  answer(200, ['success' => true]);
}
if ($path === '/logout') {
  session_destroy();
  exit;
}
if ($path === '/welcome') {
  if (!isset($_SESSION['loggedin']) || $_SESSION['loggedin'] !== true) {
    header('location: login.php');
    exit;
  }
  exit('Welcome');
}
if ($path === '/ajax') {
  if (!isset($_SESSION['loggedin'])) answer(403, ['error' => 'Please log in first']);
  answer(200, ['orders' => []]);
}
if ($path === '/login.php')
  exit('<h2>Login</h2><p>Please fill in your credentials to login.</p><form method="post"><input name="username"><input type="password" name="password"></form>');
http_response_code(404);
`;

before(async () => {
  server = await run('php', {
    args: ['-S', '127.0.0.1:{port}', '{folder}/application.php'],
    files: { 'application.php': application },
    debianPackage: 'php-cli',
  });
});

after(() => server?.stop());

const brokenAtToken: readonly Broken[] = brokenTokens.filter(({ title }) => title !== 'the scheme twice');

for (const { url, ...rest } of [
  ...casesAt('/basic', brokenPasswords),
  ...casesAt('/token', brokenAtToken, ['another audience', 'another issuer']),
])
  test(`PHP at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('PHP at /key: no key', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/key` }));

test('PHP at /key: a wrong key', () =>
  checkCase({
    title: '',
    expected: 'invalid-api-key',
    url: `${server.origin}/key`,
    headers: { 'X-API-Key': 'the-key-of-joan' },
  }));

test('PHP at /key: a wrong key in the query', () =>
  checkCase({ title: '', expected: 'invalid-api-key', url: `${server.origin}/key?key=the-key-of-joan` }));

test('PHP at /key: the key under Authorization', () =>
  checkCase({
    title: '',
    expected: 'wrong-header-name',
    url: `${server.origin}/key`,
    headers: { Authorization: 'Bearer the-key-of-ada' },
  }));

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

test('PHP at /login: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/login`,
    headers: form,
    body: 'username=ada&password=compiler',
  }));

for (const path of ['/welcome', '/ajax'])
  test(`PHP at ${path}: no session`, () =>
    checkCase({ title: '', expected: 'credentials-missing', url: server.origin + path }));

for (const path of ['/welcome', '/ajax'])
  test(`PHP at ${path}: a session that has ended`, async () => {
    const { response } = await send({
      url: `${server.origin}/login`,
      headers: form,
      body: 'username=ada&password=engine',
    });
    const cookie = response?.headers.find(({ name }) => name.toLowerCase() === 'set-cookie')?.value.split(';')[0];
    assert.ok(cookie);
    await send({ url: `${server.origin}/logout`, headers: { Cookie: cookie } });
    await checkCase({ title: '', expected: 'session-expired', url: server.origin + path, headers: { Cookie: cookie } });
  });

for (const [path, authorization] of [
  ['/token', bearer()],
  ['/basic', basic('ada:engine')],
] as const)
  test(`PHP at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: { Authorization: authorization } }));

userHas(() => ({ url: `${server.origin}/key`, headers: { 'X-API-Key': 'the-key-of-ada' } }));

for (const path of ['/welcome', '/ajax'])
  userHas(async () => {
    const body = 'username=ada&password=engine';
    const { response } = await send({ url: `${server.origin}/login`, headers: form, body });
    const cookie = headerValue(response?.headers ?? [], 'Set-Cookie')?.split(';')[0] ?? '';
    return { url: server.origin + path, headers: { Cookie: cookie } };
  });
userHas(() => ({ url: `${server.origin}/login`, headers: form, body: 'username=ada&password=engine' }));
