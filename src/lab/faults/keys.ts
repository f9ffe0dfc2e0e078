import { requestOf } from '../http-file.ts';
import type { Answer, FaultFamily, Incoming } from '../model.ts';
import { orders } from '../resource.ts';

const liveKey = 'lab-live-0123456789';
const testKey = 'lab-test-9876543210';

/** API keys, which have no scheme: an unknown one, and one of another environment. */
export function keyFaults(): FaultFamily {
  const withKey = (key: string) => `GET {{api}}/keys/orders\nX-Api-Key: ${key}`;
  return {
    requests: [
      requestOf({
        name: 'goodKey',
        title: 'A key that is fine',
        expected: 'ok',
        note: 'For comparison.',
        request: withKey(liveKey),
      }),
      requestOf({
        name: 'unknownKey',
        title: 'A key with a typing error',
        expected: 'invalid-api-key',
        note: 'Two digits changed places.',
        request: withKey('lab-live-0132456789'),
      }),
      requestOf({
        name: 'testKeyInProduction',
        title: 'A test key at the live API',
        expected: 'wrong-environment',
        note: 'The key is good, elsewhere.',
        request: withKey(testKey),
      }),
    ],
    routes: { api: { '/keys/orders': keyOrders } },
  };
}

function keyOrders({ headers }: Incoming): Answer {
  const key = headers['x-api-key'];
  const refuse = (code: string, message: string): Answer => ({
    status: 401,
    // No such scheme is registered, but a 401 must have a challenge (RFC 9110 §15.5.2), and servers make up this one.
    headers: { 'WWW-Authenticate': 'ApiKey realm="Orders"' },
    body: { error: { code, message } },
  });
  if (key === liveKey) return orders;
  if (key === undefined) return refuse('missing_api_key', 'No API key was found in the X-Api-Key header');
  if (key === testKey) return refuse('wrong_mode', 'A test mode key was used with the live API. Use a live mode key.');
  return refuse('invalid_api_key', 'The API key is not valid');
}
