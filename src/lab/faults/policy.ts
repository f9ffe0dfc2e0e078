import { requestOf } from '../http-file.ts';
import type { Answer, FaultFamily, Handler, LabContext } from '../model.ts';
import { judge, talkative } from '../resource.ts';

/** Good credentials that do not help: the fault is in the permission, the place, the server, or nowhere. */
export function policyFaults(lab: LabContext): FaultFamily {
  const withToken = (path: string) => `GET {{api}}${path}\nAuthorization: Bearer {{token}}`;
  const afterSignIn =
    (answer: Answer): Handler =>
    async incoming =>
      (await judge(incoming, lab)).kind === 'good' ? answer : talkative(incoming, lab);
  return {
    requests: [
      requestOf({
        name: 'notYours',
        title: 'Something that belongs to somebody else',
        expected: 'permission-denied',
        note: 'The server knows who asks, and says no.',
        request: withToken('/customers/7/orders'),
      }),
      requestOf({
        name: 'addressNotAllowed',
        title: 'A client whose address is not on the list',
        expected: 'client-not-allowed',
        note: 'No credentials would help.',
        request: withToken('/internal/orders'),
      }),
      requestOf({
        name: 'keySetUnreachable',
        title: 'A server that cannot check any token',
        expected: 'server-misconfigured',
        note: 'It does not get at the key set of the issuer.',
        request: withToken('/broken/orders'),
      }),
      requestOf({
        name: 'noSuchOrder',
        title: 'An order that does not exist',
        expected: 'not-an-auth-failure',
        note: 'The token was accepted, and the order is not there.',
        request: withToken('/orders/999'),
      }),
      requestOf({
        name: 'tooManyRequests',
        title: 'Too many requests',
        expected: 'not-an-auth-failure',
        note: 'Waiting helps, another token does not.',
        request: withToken('/busy/orders'),
      }),
    ],
    routes: {
      api: {
        '/customers/7/orders': afterSignIn(notYours),
        '/internal/orders': () => addressNotAllowed,
        '/broken/orders': () => keySetUnreachable,
        '/orders/999': afterSignIn(noSuchOrder),
        '/busy/orders': () => tooManyRequests,
      },
    },
  };
}

const notYours: Answer = {
  status: 403,
  body: {
    type: 'about:blank',
    title: 'Forbidden',
    status: 403,
    detail: 'You do not have permission to read these orders',
  },
};

const addressNotAllowed: Answer = { status: 403, body: 'Access denied: your IP address 127.0.0.1 is not allowed\n' };

const keySetUnreachable: Answer = {
  status: 500,
  body: {
    error: 'internal_error',
    message: 'Could not fetch the key set of the issuer to verify tokens: connect ECONNREFUSED',
  },
};

const noSuchOrder: Answer = { status: 404, body: { error: 'not_found', message: 'There is no order 999' } };

const tooManyRequests: Answer = {
  status: 429,
  headers: { 'Retry-After': '30' },
  body: { error: 'rate_limited', message: 'Rate limit exceeded, retry in 30 seconds' },
};
