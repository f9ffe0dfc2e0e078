import { example, exampleToken } from '../example.ts';
import { type Facts, parameter } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** Whom the token is for (RFC 7519 §4.1.3), against the resource that the challenge names, or the host that was asked. */
export const audienceGap: Detector = {
  id: 'audience-gap',
  speaksFor: ['audience-mismatch'],
  examples: [
    example(
      'the challenge names another resource than the token',
      ['audience-mismatch'],
      `> GET https://acme.example.com/
       > Authorization: Bearer ${exampleToken({ aud: 'https://graph.example.net' })}
       < 401
       < WWW-Authenticate: Bearer authorization_uri=https://id.example.com/authorize, resource_id=https://acme.example.com/`,
    ),
    example(
      'a registry asks for a token for its service',
      ['audience-mismatch'],
      `> GET https://registry.example.com/v2/
       > Authorization: Bearer ${exampleToken({ aud: 'registry.example.net' })}
       < 401
       < WWW-Authenticate: Bearer realm="https://id.example.com/token",service="registry.example.com",error="invalid_token"`,
    ),
    example(
      'the token is for a host of another domain',
      ['audience-mismatch'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ aud: 'https://graph.example.net' })}\n< 401`,
    ),
    example(
      'the token is for the resource that the challenge names',
      [],
      `> GET https://acme.example.com/
       > Authorization: Bearer ${exampleToken({ aud: 'https://acme.example.com' })}
       < 401
       < WWW-Authenticate: Bearer resource_id="https://acme.example.com/"`,
    ),
    example(
      'a name is no address',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ aud: 'orders' })}\n< 401`,
    ),
  ],
  detect,
};

/** Microsoft's, and the `service` of registries, which their tokens hold as audience. */
const names = ['resource_id', 'resource', 'service'];

function detect({ main, status, challenges, url }: Facts): Evidence[] {
  const aud = main?.token?.payload?.aud;
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter(one => typeof one === 'string');
  if (audiences.length === 0 || (status !== 401 && status !== 403)) return [];
  const say = (strength: 'strong' | 'weak', text: string): Evidence[] => [
    { cause: 'audience-mismatch', strength, source: 'audience-gap', text, pointer: { kind: 'claim', name: 'aud' } },
  ];
  const shown = `"${audiences.join('", "').slice(0, 120)}"`;
  const named = challenges.flatMap(one => names.map(name => parameter(one, name))).find(one => one);
  if (named !== undefined) {
    if (audiences.some(one => plain(one) === plain(named))) return [];
    return say('strong', `The token is for ${shown}, and the challenge asks for one for "${named.slice(0, 120)}"`);
  }
  const domain = domainOf(url?.hostname);
  const domains = audiences.map(one => (URL.canParse(one) ? domainOf(new URL(one).hostname) : undefined));
  if (!domain || domains.some(one => one === undefined || one === domain)) return [];
  return say('weak', `The token is for ${shown}, and was sent to another domain, "${url?.hostname}"`);
}

function plain(identifier: string): string {
  return identifier.toLowerCase().replace(/\/$/, '');
}

/** The last two labels of a name; none of an address. */
function domainOf(host: string | undefined): string | undefined {
  if (!host || !/[a-z]$/i.test(host)) return undefined;
  const labels = host.split('.');
  return labels.length > 1 ? labels.slice(-2).join('.') : undefined;
}
