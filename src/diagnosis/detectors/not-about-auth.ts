import { checkHeader } from '../../auth/check.ts';
import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import { type Facts, failsOnToken } from '../exchange.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';
import { findSentAway } from './ended-session.ts';

/** Statuses and headers that belong to other troubles: rates, faults of the server, wrong paths, invalid input. */
export const notAboutAuth: Detector = {
  id: 'not-about-auth',
  speaksFor: ['not-an-auth-failure'],
  examples: [
    example(
      '429',
      ['not-an-auth-failure'],
      '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 429\n< Retry-After: 30',
    ),
    example('503', ['not-an-auth-failure'], '> GET https://api.example.com/\n< 503'),
    example(
      'a server that falls over a password without a colon',
      ['not-an-auth-failure'],
      '> GET https://api.example.com/\n> Authorization: Basic YWRh\n< 500',
    ),
    example('401', [], '> GET https://api.example.com/\n< 401'),
  ],
  detect,
};

const byStatus: Readonly<Record<number, readonly [Strength, string]>> = {
  402: ['strong', '402 asks for payment'],
  404: ['strong', '404 says that nothing is at this path'],
  405: ['decisive', '405 refuses the method'],
  406: ['strong', '406 refuses the Accept header'],
  408: ['decisive', '408 is a time-out'],
  409: ['strong', '409 is a conflict with the state of the resource'],
  410: ['strong', '410 says that the resource is gone'],
  411: ['decisive', '411 asks for a Content-Length'],
  412: ['strong', '412 is a failed precondition'],
  413: ['decisive', '413 says that the body is too large'],
  414: ['decisive', '414 says that the URL is too long'],
  415: ['decisive', '415 refuses the Content-Type'],
  422: ['strong', '422 refuses the content of the body'],
  423: ['strong', '423 says that the resource is locked'],
  425: ['strong', '425 refuses early data'],
  426: ['strong', '426 asks for another protocol'],
  429: ['decisive', '429 is a rate limit'],
  451: ['strong', '451 is a legal refusal'],
  511: ['decisive', '511 is the sign-in page of the network on the way (RFC 6585 §6)'],
  501: ['strong', '501 says that the method is not implemented'],
};

/** RFC 7616 §3.4 and RFC 5849 §3.2: a directive that is missing or improper is answered with 400. */
function isSigned({ authorization }: Facts): boolean {
  return authorization?.kind === 'signature' || authorization?.kind === 'digest';
}

/** SOAP 1.1 §6.2 has every fault come with 500, also those that are the client's. */
function isSoapFault({ body, status }: Facts): boolean {
  return status === 500 && /<(?:[\w-]{1,40}:)?(?:faultcode|faultstring|Fault)[\s>]/.test(body.slice(0, 20_000));
}

function detect(facts: Facts): Evidence[] {
  const { status, response, purpose, aboutAuth, challenges } = facts;
  const source = 'not-about-auth';
  const say = (strength: Strength, text: string, pointer: Evidence['pointer'] = { kind: 'status' }): Evidence[] => [
    { cause: 'not-an-auth-failure', strength, source, text, pointer },
  ];
  const known = byStatus[status];
  if (status === 404 && findSentAway(facts)) return [];
  if (known) return say(known[0], known[1]);
  if (status >= 500 && status < 600)
    return say(
      fellOver(facts) || isSoapFault(facts) ? 'weak' : 'strong',
      `${status} is a fault of the server, not a refusal`,
    );
  // A challenge asks for credentials, whatever the status (RFC 9110 §11.6.1).
  if (status === 400 && purpose === 'resource')
    return say(
      aboutAuth || challenges.length > 0 || isSigned(facts) ? 'weak' : 'strong',
      '400 says that the request itself is at fault',
    );
  const limited =
    headerValue(response.headers, 'x-ratelimit-remaining') ?? headerValue(response.headers, 'ratelimit-remaining');
  if (status === 403 && (limited === '0' || headerValue(response.headers, 'retry-after') !== undefined)) {
    return say('strong', 'The rate limit of this client is used up', {
      kind: 'response-header',
      name: limited === '0' ? 'X-RateLimit-Remaining' : 'Retry-After',
    });
  }
  return [];
}

/** The check of what was sent threw: the words are of a token, or Authorization cannot be read at all. */
function fellOver(facts: Facts): boolean {
  const { authorization, status } = facts;
  const unreadable = /^(?:basic-|doubled-scheme|empty-credentials|missing-scheme)/;
  return (
    failsOnToken(facts) ||
    (status === 500 &&
      authorization !== undefined &&
      checkHeader('Authorization', authorization.value).some(
        one => one.severity === 'error' && unreadable.test(one.code),
      ))
  );
}
