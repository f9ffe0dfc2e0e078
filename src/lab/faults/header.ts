import { encodeBasic } from '../../auth/schemes/basic.ts';
import { requestOf } from '../http-file.ts';
import type { FaultFamily, LabContext } from '../model.ts';
import { talkative } from '../resource.ts';

/** Credentials that are not in the request, or not as the server reads them. */
export function headerFaults(lab: LabContext): FaultFamily {
  return {
    requests: [
      requestOf({
        name: 'noCredentials',
        title: 'A request without credentials',
        expected: 'credentials-missing',
        note: 'The challenge has no "error", which says that the server saw no token.',
        request: 'GET {{api}}/orders',
      }),
      requestOf({
        name: 'misspeltHeader',
        title: 'A header with a British name',
        expected: 'wrong-header-name',
        note: 'The field is called Authorization, so that the server saw no token.',
        request: `GET {{api}}/orders\nAuthorisation: Bearer {{token}}`,
      }),
      requestOf({
        name: 'keyInQuery',
        title: 'A key in the query where the server wants a header',
        expected: 'wrong-header-name',
        note: 'The server reads "X-Api-Key" and nothing else.',
        request: 'GET {{api}}/keys/orders?api_key=lab-live-0123456789',
      }),
      requestOf({
        name: 'doubledScheme',
        title: 'A scheme that stands there twice',
        expected: 'malformed-header',
        note: 'A helper added "Bearer" to a value that had it already.',
        request: `GET {{api}}/orders\nAuthorization: Bearer Bearer {{token}}`,
      }),
      requestOf({
        name: 'encodedLineBreak',
        title: 'A password that was encoded along with a line break',
        expected: 'malformed-header',
        note: '`echo` without -n adds the line break, and then it is another password.',
        request: `GET {{api}}/basic/orders\nAuthorization: Basic ${encodeBasic('ada', 'engine-no-1\n')}`,
      }),
      requestOf({
        name: 'undefinedToken',
        title: 'A variable that had no value',
        expected: 'placeholder-credentials',
        note: 'The program wrote "undefined" into the header.',
        request: 'GET {{api}}/orders\nAuthorization: Bearer undefined',
      }),
      requestOf({
        name: 'examplePlaceholder',
        title: 'A key copied from the documentation',
        expected: 'placeholder-credentials',
        note: 'The words stand for a key that was never filled in.',
        request: 'GET {{api}}/keys/orders\nX-Api-Key: YOUR_API_KEY',
      }),
      requestOf({
        name: 'wrongScheme',
        title: 'A bearer token where the server wants a password',
        expected: 'scheme-mismatch',
        note: 'It challenges with Basic only.',
        request: `GET {{api}}/basic/orders\nAuthorization: Bearer {{token}}`,
      }),
    ],
    routes: { api: { '/orders': incoming => talkative(incoming, lab) } },
  };
}
