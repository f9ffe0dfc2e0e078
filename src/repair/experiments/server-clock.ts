import { numericDate, readClock } from '../../diagnosis/clock.ts';
import { decodeToken } from '../../jwt/decode.ts';
import type { HttpRequest } from '../../request/model.ts';
import type { Experiment } from './experiment.ts';

export const serverClock: Experiment = {
  id: 'server-clock',
  title: 'What the clock of the server says',
  readings: {
    early: {
      text: 'By the clock of the server the token has not begun',
      for: { 'clock-skew': 'strong', 'token-not-yet-valid': 'strong' },
    },
    late: {
      text: 'By the clock of the server the token is over, and by yours it is not',
      for: { 'clock-skew': 'strong', 'token-expired': 'strong' },
    },
    agrees: {
      text: 'By the clock of the server the token is in time',
      against: { 'clock-skew': 'strong', 'token-not-yet-valid': 'strong', 'token-expired': 'strong' },
    },
  },
  prepare({ exchange, request, token }) {
    if (token === undefined || readClock(exchange).server !== undefined || !URL.canParse(request.url)) return undefined;
    const asked: HttpRequest = { method: 'HEAD', url: new URL('/', request.url).href, headers: [] };
    return {
      kind: 'request',
      request: asked,
      options: { followRedirects: false },
      read: answer => {
        const { server, error } = readClock(answer);
        return server === undefined ? undefined : judge(token, server, error);
      },
    };
  },
};

function judge(compact: string, now: number, error: number): string | undefined {
  const token = decodeToken(compact);
  if (token.kind === 'undecodable') return undefined;
  const begins = numericDate(token.payload?.nbf) ?? numericDate(token.payload?.iat);
  const ends = numericDate(token.payload?.exp);
  if (begins !== undefined && now + error < begins) return 'early';
  return ends !== undefined && now - error > ends ? 'late' : 'agrees';
}
