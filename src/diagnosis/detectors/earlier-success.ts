import type { Exchange } from '../../request/model.ts';
import { headerValue } from '../../request/model.ts';
import { example, exampleToken } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** The same credentials worked before at the same origin: then they are not wrong, but over, or not enough. */
export const earlierSuccess: Detector = {
  id: 'earlier-success',
  speaksFor: ['token-revoked', 'token-expired', 'session-expired', 'permission-denied'],
  examples: [
    example(
      'a first request',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ sub: 'a' })}\n< 401`,
    ),
  ],
  detect,
};

function detect({ earlier, request, main, url, status }: Facts): Evidence[] {
  if (!main || !url || (status !== 401 && status !== 403)) return [];
  const worked = earlier.find(one => succeeded(one) && sameOrigin(one, url) && sameCredentials(one, request));
  if (!worked) return [];
  const text = `The same credentials got ${worked.response?.status} for "${worked.request.url.split('?', 1)[0]?.slice(0, 100)}" earlier`;
  const pointer = main.pointer;
  const source = 'earlier-success';
  if (status === 403) return [{ cause: 'permission-denied', strength: 'strong', source, text, pointer }];
  if (main.kind === 'session') return [{ cause: 'session-expired', strength: 'strong', source, text, pointer }];
  return [
    { cause: 'token-revoked', strength: 'weak', source, text, pointer },
    { cause: 'token-expired', strength: 'weak', source, text, pointer },
    { cause: 'invalid-api-key', strength: 'weak', against: true, source, text, pointer },
    { cause: 'invalid-credentials', strength: 'strong', against: true, source, text, pointer },
  ];
}

function succeeded({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

function sameOrigin({ request }: Exchange, url: URL): boolean {
  return request.url.startsWith(`${url.origin}/`) || request.url === url.origin;
}

function sameCredentials({ request }: Exchange, now: Facts['request']): boolean {
  return ['authorization', 'cookie', 'x-api-key'].some(name => {
    const value = headerValue(now.headers, name);
    return value !== undefined && headerValue(request.headers, name) === value;
  });
}
