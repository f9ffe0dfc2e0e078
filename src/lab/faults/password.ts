import { decodeBasic, encodeBasic } from '../../auth/schemes/basic.ts';
import { requestOf } from '../http-file.ts';
import type { Answer, FaultFamily, Incoming } from '../model.ts';
import { orders } from '../resource.ts';

interface Account {
  readonly password: string;
  readonly state: 'active' | 'locked' | 'password-expired';
}

const accounts: Readonly<Record<string, Account>> = {
  ada: { password: 'engine-no-1', state: 'active' },
  grace: { password: 'compiler', state: 'locked' },
  alan: { password: 'bombe', state: 'password-expired' },
};

/** Basic (RFC 7617): the wrong password, and the right one that does not help. */
export function passwordFaults(): FaultFamily {
  const basic = (path: string, user: string, password: string) =>
    `GET {{api}}${path}\nAuthorization: Basic ${encodeBasic(user, password)}`;
  return {
    requests: [
      requestOf({
        name: 'rightPassword',
        title: 'The right password',
        expected: 'ok',
        note: 'For comparison.',
        request: basic('/basic/orders', 'ada', 'engine-no-1'),
      }),
      requestOf({
        name: 'wrongPassword',
        title: 'A wrong password',
        expected: 'invalid-credentials',
        note: 'The header is well-formed and of the scheme that the server wants.',
        request: basic('/basic/orders', 'ada', 'engine-no-2'),
      }),
      requestOf({
        name: 'lockedAccount',
        title: 'The right password of a locked account',
        expected: 'account-disabled',
        note: 'No password would help.',
        request: basic('/basic/orders', 'grace', 'compiler'),
      }),
      requestOf({
        name: 'expiredPassword',
        title: 'A password that has to be changed',
        expected: 'credentials-expired',
        note: 'It is right, and too old.',
        request: basic('/basic/orders', 'alan', 'bombe'),
      }),
      requestOf({
        name: 'passwordsRetired',
        title: 'A password at a server that takes none any more',
        expected: 'auth-method-disabled',
        note: 'The server has moved to tokens.',
        request: basic('/retired/orders', 'ada', 'engine-no-1'),
      }),
    ],
    routes: { api: { '/basic/orders': basicOrders, '/retired/orders': withoutPasswords } },
  };
}

function basicOrders({ headers }: Incoming): Answer {
  const challenge = { 'WWW-Authenticate': 'Basic realm="Orders", charset="UTF-8"' };
  const [, token68] = /^Basic +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const sent = token68 === undefined ? undefined : decodeBasic(token68);
  const account = sent && Object.hasOwn(accounts, sent.user) ? accounts[sent.user] : undefined;
  if (!sent || account?.password !== sent.password)
    return {
      status: 401,
      headers: challenge,
      body: '<!doctype html><title>401</title><h1>Authorization Required</h1>',
    };
  switch (account.state) {
    case 'locked':
      return {
        status: 401,
        headers: challenge,
        body: { error: 'account_locked', message: 'This account is locked after too many failed sign-ins' },
      };
    case 'password-expired':
      return {
        status: 401,
        headers: challenge,
        body: { error: 'password_expired', message: 'Your password has expired and must be changed' },
      };
    case 'active':
      return orders;
  }
}

function withoutPasswords({ headers }: Incoming): Answer {
  const message = 'Basic authentication is no longer supported. Use an access token instead.';
  return {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="Orders"' },
    body: /^Basic /i.test(headers.authorization ?? '') ? { message } : { message: 'Unauthorized' },
  };
}
