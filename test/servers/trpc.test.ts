import { after, before, test } from 'node:test';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import jwt from 'jsonwebtoken';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

interface Context {
  readonly user?: string | undefined;
  readonly why?: Error | undefined;
}

let server: Running;

before(async () => {
  const t = initTRPC.context<Context>().create({ isDev: false });
  // The guard of its documentation, which says nothing but "UNAUTHORIZED".
  const guarded = t.procedure.use(({ ctx, next }) => {
    if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' });
    return next();
  });
  const told = t.procedure.use(({ ctx, next }) => {
    if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED', message: ctx.why?.message ?? 'Not authenticated' });
    return next();
  });
  const router = t.router({
    orders: guarded.query(() => []),
    told: told.query(() => []),
    open: t.procedure.query(() => []),
    admin: guarded.query(() => {
      throw new TRPCError({ code: 'FORBIDDEN', message: 'You do not have access to this shop' });
    }),
    broken: t.procedure.query(() => {
      throw new Error('The database is away');
    }),
  });
  const handler = createHTTPHandler({
    router,
    createContext: ({ req }): Context => {
      const token = req.headers.authorization?.match(/^Bearer (\S+)$/)?.[1];
      if (!token) return {};
      try {
        return { user: String(jwt.verify(token, secret, { algorithms: ['HS256'], audience, issuer }).sub) };
      } catch (error) {
        return { why: error as Error };
      }
    },
  });
  server = await serve(handler);
});

after(() => server.stop());

function check(path: string, undetermined: readonly string[] = []): void {
  for (const { url, ...rest } of casesAt(path, brokenTokens, undetermined))
    test(`tRPC at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
}

// "UNAUTHORIZED", and no more.
check('/orders', ['another secret', 'another audience', 'another issuer', 'another algorithm', 'a password']);
check('/told', ['a password']);

const headers = { Authorization: bearer() };
const cases: readonly Case[] = [
  // Several calls go in one request, and the answer's status is none of theirs.
  { title: 'one of two calls without a token', url: '/open,orders?batch=1', expected: 'credentials-missing' },
  { title: 'a procedure for others', url: '/admin', headers, expected: 'permission-denied' },
  { title: 'an unknown procedure', url: '/order', headers, expected: 'not-an-auth-failure' },
  { title: 'a procedure that fails', url: '/broken', headers, expected: 'not-an-auth-failure' },
];

for (const { url, ...rest } of cases)
  test(`tRPC at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('tRPC: whole credentials', () => checkSuccess({ url: `${server.origin}/orders`, headers }));

for (const path of ['/told', '/open,orders?batch=1']) userHas(() => ({ url: server.origin + path, headers }));
