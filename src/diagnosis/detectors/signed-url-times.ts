import { describeDuration } from '../clock.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A signed URL carries its own end, which the clocks of the exchange can judge: AWS, Google, Azure and nginx write it so. */
export const signedUrlTimes: Detector = {
  id: 'signed-url-times',
  speaksFor: ['token-expired'],
  examples: [
    example(
      'a shared access signature whose "se" has passed',
      ['token-expired'],
      '> GET https://files.example.com/a?se=2026-01-14T00%3A00%3A00Z&sig=abc\n< 403',
    ),
    example(
      'a presigned URL that was good for a minute',
      ['token-expired'],
      '> GET https://files.example.com/a?X-Amz-Date=20260115T110000Z&X-Amz-Expires=60&X-Amz-Signature=0a\n< 403',
    ),
    example(
      'a link of nginx that has ended',
      ['token-expired'],
      '> GET https://files.example.com/a?md5=2YotnFZFEjr1zCsicMWpAA&expires=1767225600\n< 410',
    ),
    example(
      'a presigned URL within its time',
      [],
      '> GET https://files.example.com/a?X-Amz-Date=20260115T115959Z&X-Amz-Expires=60&X-Amz-Signature=0a\n< 403',
    ),
  ],
  detect,
};

function detect({ url, sent, clock, status, authorization }: Facts): Evidence[] {
  const signed = sent.some(one => one.place === 'query' && one.kind === 'signature');
  if (!url || !signed || authorization || clock.now === undefined || ![400, 401, 403, 410].includes(status)) return [];
  const ended = endOf(url.searchParams);
  if (ended === undefined || ended >= clock.now) return [];
  const text = `The signed URL ended ${describeDuration(clock.now - ended)} before the server answered`;
  const pointer = { kind: 'request-url' } as const;
  return [{ cause: 'token-expired', strength: 'decisive', source: 'signed-url-times', text, pointer }];
}

function endOf(query: URLSearchParams): number | undefined {
  const azure = Date.parse(query.get('se') ?? '');
  if (!Number.isNaN(azure)) return azure;
  for (const maker of ['X-Amz', 'X-Goog']) {
    const start = parseBasicTime(query.get(`${maker}-Date`) ?? '');
    const seconds = Number(query.get(`${maker}-Expires`) ?? Number.NaN);
    if (start !== undefined && !Number.isNaN(seconds)) return start + seconds * 1000;
  }
  const [, epoch] =
    [...query].find(([name, value]) => /^(?:expires?|exp|e)$/i.test(name) && /^\d{10}$/.test(value)) ?? [];
  return epoch === undefined ? undefined : Number(epoch) * 1000;
}

/** ISO 8601 without separators, `20260115T120000Z`. */
function parseBasicTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
