import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { admin } from 'better-auth/plugins';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';

let server: Running;
let sessionOf: Record<string, string>;

interface Row {
  readonly id: string;
  readonly email: string;
  userId: string;
  emailVerified: boolean;
  banned: boolean;
  createdAt: Date;
  expiresAt: Date;
}

before(async () => {
  const tables: Record<string, Row[]> = { user: [], session: [], account: [], verification: [] };
  const options = {
    database: memoryAdapter(tables),
    secret: 'the-secret-of-the-test-which-is-long-and-random-0x7f',
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    plugins: [admin()],
  };
  // Its own hash takes a second for each user.
  const hash = async (text: string) => createHash('sha256').update(text).digest('hex');
  const password = {
    hash,
    verify: async (given: { hash: string; password: string }) => given.hash === (await hash(given.password)),
  };
  let auth: ReturnType<typeof toNodeHandler> | undefined;
  let closed: ReturnType<typeof toNodeHandler> | undefined;
  server = await serve(
    (request, response) => void (request.url?.startsWith('/closed') ? closed : auth)?.(request, response),
  );
  const baseURL = server.origin;
  const open = { ...options, baseURL, emailAndPassword: { enabled: true, requireEmailVerification: true, password } };
  auth = toNodeHandler(betterAuth(open));
  closed = toNodeHandler(betterAuth({ ...options, baseURL, basePath: '/closed' }));

  sessionOf = {};
  for (const name of ['ada', 'grace', 'alan', 'kurt', 'emmy']) {
    await ask('/sign-up/email', { name, email: `${name}@orders.test`, password: 'the-engine' });
    const user = tables.user?.find(({ email }) => email.startsWith(name));
    if (!user) throw new Error(`"${name}" could not sign up`);
    user.emailVerified = name !== 'grace';
    sessionOf[name] = await ask('/sign-in/email', { email: `${name}@orders.test`, password: 'the-engine' });
    const session = tables.session?.find(({ userId }) => userId === user.id);
    if (name === 'alan') user.banned = true;
    if (name === 'kurt' && session) session.expiresAt = new Date(Date.now() - 3_600_000);
    if (name === 'emmy' && session) session.createdAt = new Date(Date.now() - 48 * 3_600_000);
  }
});

after(() => server.stop());

/** The cookie that the answer sets. */
async function ask(path: string, body: object): Promise<string> {
  const response = await fetch(`${server.origin}/api/auth${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify(body),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const post = (path: string, body: object, headers: Record<string, string> = {}) => ({
  url: path,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const login = (name: string, password = 'the-engine') =>
  post('/api/auth/sign-in/email', { email: `${name}@orders.test`, password });
const cookieOf = (name: string) => ({ Cookie: sessionOf[name] ?? '' });

const cases: readonly (Case & { of?: string })[] = [
  { title: 'a wrong password', ...login('ada', 'the-compiler'), expected: 'invalid-credentials' },
  { title: 'an unknown user', ...login('nobody'), expected: 'invalid-credentials' },
  { title: 'an address that was not confirmed', ...login('grace'), expected: 'account-disabled' },
  { title: 'a banned user', ...login('alan'), expected: 'account-disabled' },
  {
    title: 'passwords switched off',
    ...post('/closed/sign-in/email', { email: 'ada@orders.test', password: 'the-engine' }),
    expected: 'auth-method-disabled',
  },
  { title: 'no session', url: '/api/auth/list-sessions', expected: 'credentials-missing' },
  {
    title: 'an unknown session',
    url: '/api/auth/list-sessions',
    headers: { Cookie: 'better-auth.session_token=2YotnFZFEjr1zCsicMWpAA.tGzv3JOkF0XG5Qx2TlKWIA' },
    expected: 'session-expired',
  },
  { title: 'an expired session', of: 'kurt', url: '/api/auth/list-sessions', expected: 'session-expired' },
  {
    title: 'a session that is too old for this',
    of: 'emmy',
    url: '/api/auth/list-sessions',
    expected: 'step-up-required',
  },
  { title: 'users for others', of: 'ada', url: '/api/auth/admin/list-users', expected: 'permission-denied' },
  {
    title: 'another site',
    of: 'ada',
    ...post('/api/auth/sign-out', {}, { Origin: 'https://other.test' }),
    expected: 'client-not-allowed',
  },
  {
    title: 'no site',
    of: 'ada',
    ...post('/api/auth/sign-out', {}),
    expected: 'client-not-allowed',
    undetermined: true,
  },
  {
    title: 'a wrong old password',
    of: 'ada',
    ...post('/api/auth/change-password', { currentPassword: 'the-compiler', newPassword: 'the-new-engine' }),
    expected: 'invalid-credentials',
  },
  {
    title: 'no password',
    ...post('/api/auth/sign-in/email', { email: 'ada@orders.test' }),
    expected: 'not-an-auth-failure',
  },
  { title: 'an unknown path', url: '/api/auth/orders', expected: 'not-an-auth-failure' },
];

for (const { url, of, headers, ...rest } of cases)
  test(`Better Auth at ${url}: ${rest.title}`, () => {
    const origin = of !== undefined && !['no site', 'another site'].includes(rest.title) && { Origin: server.origin };
    return checkCase({
      ...rest,
      url: server.origin + url,
      headers: { ...headers, ...(of !== undefined && cookieOf(of)), ...origin },
    });
  });

test('Better Auth: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/api/auth/list-sessions`, headers: cookieOf('ada') }));

userHas(() => ({ ...login('ada'), url: server.origin + login('ada').url }));
