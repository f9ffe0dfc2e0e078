import { requestOf } from '../http-file.ts';
import type { Answer, FaultFamily, Incoming, LabContext } from '../model.ts';
import { talkative } from '../resource.ts';

/** Credentials that were sent and did not arrive, and a proxy that wants its own. */
export function travelFaults(lab: LabContext): FaultFamily {
  const withToken = (url: string) => `GET ${url}\nAuthorization: Bearer {{token}}`;
  return {
    requests: [
      requestOf({
        name: 'redirectedAway',
        title: 'A redirect to another origin',
        expected: 'header-dropped-on-redirect',
        note: 'The token stays behind, as it should: "localhost" is another origin than "127.0.0.1".',
        request: withToken('{{api}}/moved/orders'),
      }),
      requestOf({
        name: 'redirectedNearby',
        title: 'A redirect within one origin',
        expected: 'ok',
        note: 'The token goes along.',
        request: withToken('{{api}}/renamed/orders'),
      }),
      requestOf({
        name: 'strippedByGateway',
        title: 'A gateway that loses the Authorization header',
        expected: 'header-stripped-by-intermediary',
        note: 'The same token works at {{api}}/orders; behind the gateway the API says that it saw none.',
        request: withToken('{{gateway}}/orders'),
      }),
      requestOf({
        name: 'proxyWantsPassword',
        title: 'A proxy that wants a password',
        expected: 'proxy-authentication-required',
        note: 'The request never got to the API.',
        request: withToken('{{proxy}}/orders'),
      }),
    ],
    routes: {
      api: {
        '/moved/orders': () => ({ status: 307, headers: { Location: `${lab.origins.other}/orders` } }),
        '/renamed/orders': () => ({ status: 308, headers: { Location: '/orders' } }),
      },
      other: { '/orders': incoming => talkative(incoming, lab) },
      gateway: { '*': incoming => forward(incoming, lab.origins.api) },
      proxy: { '*': () => proxyChallenge },
    },
  };
}

/** Passes a request on without its Authorization field, as a gateway does that was told to use that field itself. */
async function forward({ method, url, headers }: Incoming, origin: string): Promise<Answer> {
  const response = await fetch(new URL(url.pathname + url.search, origin), {
    method,
    headers: { Accept: headers.accept ?? '*/*', Via: '1.1 lab-gateway' },
    redirect: 'manual',
  });
  const challenge = response.headers.get('WWW-Authenticate');
  return {
    status: response.status,
    headers: { Via: '1.1 lab-gateway', ...(challenge !== null && { 'WWW-Authenticate': challenge }) },
    body: await response.text(),
  };
}

const proxyChallenge: Answer = {
  status: 407,
  headers: { 'Proxy-Authenticate': 'Basic realm="Lab proxy"', Via: '1.1 lab-proxy' },
  body: '<!doctype html><title>407</title><h1>Proxy Authentication Required</h1><p>Sign in to the proxy first.</p>',
};
