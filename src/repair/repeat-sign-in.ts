import { findSignIn } from '../diagnosis/earlier.ts';
import { findCredentials } from '../diagnosis/sent.ts';
import { type Exchange, type HttpRequest, headerValues } from '../request/model.ts';
import { type Repair, type RepairStep, withCookies, writtenRequest } from './repair.ts';

/** A session is over: the request that began it is sent once more, if the user agrees, and the new cookies go with this one. */
export const repeatSignIn: Repair = {
  id: 'repeat-sign-in',
  applies: (_finding, exchange) => sessionIn(writtenRequest(exchange)) !== undefined,
  repair({ exchange, earlier = [], answers }) {
    const request = writtenRequest(exchange);
    const signIn = findSignIn(earlier, sessionIn(request) ?? '', request.url);
    if (!signIn)
      return { kind: 'instructions', text: 'The request that signed in is not known any more: send it again' };
    const { method, url } = signIn;
    const address = url.split('?', 1)[0];
    if (!answers)
      return {
        kind: 'ask',
        text: `"${method} ${address}" is sent again, with the same user name and password, and only once: servers lock accounts after wrong ones`,
        questions: [],
      };
    return {
      kind: 'first',
      request: writtenRequest({ id: '', request: signIn, hops: [] }),
      next: async outcome => continueWith(request, outcome, address ?? url),
    };
  },
};

function sessionIn(request: HttpRequest): string | undefined {
  return findCredentials(request).find(({ place }) => place === 'cookie')?.name;
}

function continueWith(request: HttpRequest, { response, failure }: Exchange, address: string): RepairStep {
  const set = response && response.status < 400 ? headerValues(response.headers, 'Set-Cookie') : [];
  if (set.length > 0) return { kind: 'request', request: withCookies(request, set) };
  const came = response ? `${response.status} and no cookie` : (failure?.message ?? 'no answer');
  return {
    kind: 'instructions',
    text: `"${address}" did not sign in again (${came}). It is not tried a second time: check user name and password, or sign in on the server's own page`,
  };
}
