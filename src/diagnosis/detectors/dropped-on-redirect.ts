import { example } from '../example.ts';
import { type Facts, originOf } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import { isCredentialName } from '../sent.ts';
import type { Detector } from './detector.ts';

/** Credentials that an earlier leg carried and the last one does not. */
export const droppedOnRedirect: Detector = {
  id: 'dropped-on-redirect',
  speaksFor: ['header-dropped-on-redirect'],
  examples: [
    example(
      'a redirect to another host loses the header',
      ['header-dropped-on-redirect'],
      `> GET https://example.com/
       > Authorization: Bearer abc
       < 301
       < Location: https://www.example.com/
       > GET https://www.example.com/
       < 401`,
    ),
    example(
      'the header is kept',
      [],
      `> GET https://example.com/a
       > Authorization: Bearer abc
       < 301
       < Location: https://example.com/a/
       > GET https://example.com/a/
       > Authorization: Bearer abc
       < 401`,
    ),
  ],
  detect,
};

function detect({ exchange, request, status }: Facts): Evidence[] {
  if (status < 400) return [];
  const kept = new Set(request.headers.map(({ name }) => name.toLowerCase()));
  return exchange.hops.flatMap((hop, index): Evidence[] => {
    const lost = hop.request.headers.find(({ name }) => isCarrier(name.toLowerCase()) && !kept.has(name.toLowerCase()));
    if (!lost) return [];
    const text = `"${lost.name}" was sent to ${originOf(hop.request.url)}, and not after the ${hop.response.status} redirect to ${originOf(request.url)}`;
    return [
      {
        cause: 'header-dropped-on-redirect',
        strength: 'decisive',
        source: 'dropped-on-redirect',
        text,
        pointer: { kind: 'hop', index },
      },
    ];
  });
}

function isCarrier(lower: string): boolean {
  return lower === 'authorization' || isCredentialName(lower);
}
