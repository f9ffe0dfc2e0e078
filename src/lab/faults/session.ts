import { randomBytes } from 'node:crypto';
import { requestOf } from '../http-file.ts';
import type { Answer, FaultFamily, Incoming, LabContext } from '../model.ts';
import { orders } from '../resource.ts';

interface Session {
  readonly csrfToken: string;
  readonly expiresAt: number;
}

const hour = 3_600_000;

/** Cookies: sessions that are over, and forms that come from nowhere. */
export function sessionFaults({ startedAt }: LabContext): FaultFamily {
  const word = () => randomBytes(12).toString('hex');
  const ids = { current: word(), over: word() };
  const csrfToken = word();
  const sessions: Readonly<Record<string, Session>> = {
    [ids.current]: { csrfToken, expiresAt: startedAt + 24 * hour },
    [ids.over]: { csrfToken: word(), expiresAt: startedAt - hour },
  };
  const sessionOf = ({ headers }: Incoming) => {
    const [, id = ''] = /(?:^|; *)sid=([0-9a-f]+)/.exec(headers.cookie ?? '') ?? [];
    const session = sessions[id];
    return session && session.expiresAt > Date.now() ? session : undefined;
  };
  const form = (fields: string) => `\nContent-Type: application/x-www-form-urlencoded\n\n${fields}`;
  return {
    requests: [
      requestOf({
        name: 'session',
        title: 'A session that goes on',
        expected: 'ok',
        note: 'For comparison.',
        request: `GET {{api}}/session/orders\nCookie: sid=${ids.current}`,
      }),
      requestOf({
        name: 'sessionOver',
        title: 'A session that is over',
        expected: 'session-expired',
        note: 'The server deletes the cookie as it refuses.',
        request: `GET {{api}}/session/orders\nCookie: sid=${ids.over}`,
      }),
      requestOf({
        name: 'sentToLogin',
        title: 'The same at a site that sends to its sign-in page',
        expected: 'session-expired',
        note: 'It ends in a 200, and yet the orders are not there.',
        request: `GET {{api}}/site/orders\nCookie: sid=${ids.over}\nAccept: application/json`,
      }),
      requestOf({
        name: 'noCsrfToken',
        title: 'A form without its anti-forgery token',
        expected: 'csrf-token-invalid',
        note: 'The session is fine.',
        request: `POST {{api}}/session/orders/new\nCookie: sid=${ids.current}${form('item=Difference+engine')}`,
      }),
    ],
    routes: {
      api: {
        '/session/orders': incoming => (sessionOf(incoming) ? orders : sessionOver),
        '/site/orders': incoming => (sessionOf(incoming) ? orders : sentToLogin),
        '/site/login': () => ({ status: 200, body: loginPage }),
        '/session/orders/new': incoming => {
          const session = sessionOf(incoming);
          if (!session) return sessionOver;
          if (incoming.method === 'GET') return { status: 200, body: orderForm(session.csrfToken) };
          const sent = new URLSearchParams(incoming.body).get('csrf_token');
          return sent === session.csrfToken ? { status: 201, body: { id: 2 } } : forged;
        },
      },
    },
  };
}

function orderForm(csrfToken: string): string {
  return `<!doctype html><title>New order</title><form method="post"><input type="hidden" name="csrf_token" value="${csrfToken}"><input name="item"><button>Order</button></form>`;
}

const sessionOver: Answer = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Cookie realm="Orders"', 'Set-Cookie': 'sid=; Path=/; Max-Age=0; HttpOnly' },
  body: { error: 'session_expired', message: 'Your session has expired. Please sign in again.' },
};

const sentToLogin: Answer = { status: 302, headers: { Location: '/site/login?next=%2Fsite%2Forders' } };

const loginPage =
  '<!doctype html><title>Sign in</title><h1>Sign in</h1><p>Your session has expired.</p>' +
  '<form method="post"><input name="user"><input name="password" type="password"><button>Sign in</button></form>';

const forged: Answer = {
  status: 403,
  body: '<!doctype html><title>403 Forbidden</title><h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>',
};
