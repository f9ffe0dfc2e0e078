import { type Repair, withoutHeader, writtenRequest } from './repair.ts';

/**
 * The credentials were left behind at a redirect to another origin, so they are sent to where it led. The user has to
 * agree where that gives up TLS.
 */
export const sendToFinalUrl: Repair = {
  id: 'send-to-final-url',
  applies: (_finding, exchange) => exchange.hops.length > 0,
  repair({ exchange, answers }) {
    const written = writtenRequest(exchange);
    const { url, method } = exchange.request;
    if (written.url.startsWith('https:') && url.startsWith('http:') && !answers)
      return {
        kind: 'ask',
        text: `"${new URL(url).origin}" is not encrypted: everyone on the way can read the credentials. Send them anyway?`,
        questions: [],
      };
    return { kind: 'request', request: { ...withoutHeader(written, 'Host'), url, method } };
  },
};
