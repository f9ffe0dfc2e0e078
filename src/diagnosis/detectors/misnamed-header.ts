import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import { isNearAuthorization } from '../sent.ts';
import type { Detector } from './detector.ts';

/** A header that was meant as `Authorization` but is not called so; and `Proxy-Authorization` at an origin server. */
export const misnamedHeader: Detector = {
  id: 'misnamed-header',
  speaksFor: ['wrong-header-name'],
  examples: [
    example(
      'Authorisation',
      ['wrong-header-name'],
      '> GET https://api.example.com/\n> Authorisation: Bearer abc\n< 401',
    ),
    example(
      'X-Authorization in place of it',
      ['wrong-header-name'],
      '> GET https://api.example.com/\n> X-Authorization: Bearer abc\n< 401\n< WWW-Authenticate: Bearer',
    ),
    example('the name is right', [], '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401'),
  ],
  detect,
};

function detect({ request, authorization, status }: Facts): Evidence[] {
  if (authorization || (status !== 401 && status !== 403 && status !== 400)) return [];
  return request.headers.flatMap(({ name, value }): Evidence[] => {
    const lower = name.toLowerCase();
    const pointer = { kind: 'request-header', name } as const;
    const source = 'misnamed-header';
    if (isNearAuthorization(lower)) {
      const text = `The header is called "${name}"; servers read "Authorization"`;
      return [{ cause: 'wrong-header-name', strength: 'decisive', source, text, pointer }];
    }
    if (lower === 'proxy-authorization' && status === 401) {
      const text = 'The credentials are in "Proxy-Authorization", which only a proxy reads (RFC 9110 §11.7.2)';
      return [{ cause: 'wrong-header-name', strength: 'strong', source, text, pointer }];
    }
    if (/^(?:bearer|basic|token) /i.test(value)) {
      const text = `"${name}" holds a value of the form that belongs in "Authorization"`;
      return [{ cause: 'wrong-header-name', strength: 'strong', source, text, pointer }];
    }
    return [];
  });
}
