import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import { isCsrfName } from '../sent.ts';
import type { Detector } from './detector.ts';

/** A session request that changes something, without an anti-forgery token; and 419, which only says that. */
export const csrf: Detector = {
  id: 'csrf',
  speaksFor: ['csrf-token-invalid'],
  examples: [
    example('419', ['csrf-token-invalid'], '> POST https://example.com/\n> Cookie: session=abc\n< 419'),
    example(
      'a gateway of SAP wants its anti-forgery token',
      ['csrf-token-invalid'],
      '> POST https://example.com/\n> Authorization: Basic YTpi\n< 403\n< X-CSRF-Token: Required',
    ),
    example('a reading request', [], '> GET https://example.com/\n> Cookie: session=abc\n< 403'),
  ],
  detect,
};

function detect({ status, main, request, response, csrfSent }: Facts): Evidence[] {
  const source = 'csrf';
  if (status === 419) {
    const text = '419 is what Laravel and its like answer when the anti-forgery token is absent or old';
    return [{ cause: 'csrf-token-invalid', strength: 'decisive', source, text, pointer: { kind: 'status' } }];
  }
  const demanded = response.headers.find(({ name, value }) => isCsrfName(name) && /^required$/i.test(value));
  if (demanded && status === 403) {
    const text = `The server answers "${demanded.name}: ${demanded.value}": it wants that header with what a GET with "Fetch" in it gives`;
    const pointer = { kind: 'response-header', name: demanded.name } as const;
    return [{ cause: 'csrf-token-invalid', strength: 'decisive', source, text, pointer }];
  }
  const changes = /^(?:POST|PUT|PATCH|DELETE)$/i.test(request.method);
  if (status !== 403 || !changes || main?.kind !== 'session' || csrfSent) return [];
  const text = `A ${request.method} with a session cookie carried no anti-forgery token`;
  return [{ cause: 'csrf-token-invalid', strength: 'weak', source, text, pointer: main.pointer }];
}
