import { headerValue } from '../../request/model.ts';
import { describeDuration } from '../clock.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** The time that a signed request claims, against the server's clock: `X-Amz-Date`, `X-Ms-Date`, `Date`, a timestamp. */
export const clockOffset: Detector = {
  id: 'clock-offset',
  speaksFor: ['clock-skew'],
  examples: [
    example(
      'a signed request dated half an hour ago',
      ['clock-skew'],
      '> GET https://s3.example.com/\n> Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c\n> X-Amz-Date: 20260115T112500Z\n< 403',
    ),
    example(
      'a signed request dated now',
      [],
      '> GET https://s3.example.com/\n> Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c\n> X-Amz-Date: 20260115T115959Z\n< 403',
    ),
  ],
  detect,
};

const names = [
  'x-amz-date',
  'x-ms-date',
  'x-date',
  'x-timestamp',
  'timestamp',
  'x-request-timestamp',
  'x-signature-timestamp',
  'date',
];
/** Signed requests are refused beyond 5 min (AWS, Kong) or 15 min (S3, Azure). */
const tolerance = 5 * 60_000;
const lenient = 15 * 60_000;

function detect({ request, clock, status, sent, url }: Facts): Evidence[] {
  const server = clock.server;
  if (server === undefined || status < 400 || !sent.some(one => one.kind === 'signature')) return [];
  for (const name of names) {
    const value = headerValue(request.headers, name) ?? url?.searchParams.get(name) ?? undefined;
    const at = value === undefined ? undefined : parseTime(value);
    if (at === undefined || Math.abs(server - at) <= tolerance) continue;
    const offset = Math.abs(server - at);
    const side = at < server ? 'before' : 'after';
    const text = `"${name}" says ${describeDuration(server - at)} ${side} the server's own time`;
    const pointer = { kind: 'request-header', name } as const;
    // A presigned URL that was made long ago is over, which is no fault of a clock.
    if (url?.searchParams.has('X-Amz-Expires')) return [];
    return [
      {
        cause: 'clock-skew',
        strength: offset > lenient ? 'decisive' : 'strong',
        source: 'clock-offset',
        text,
        pointer,
      },
    ];
  }
  return [];
}

function parseTime(value: string): number | undefined {
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value.trim());
  if (basic) return Date.parse(`${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}Z`);
  if (/^\d{10}$/.test(value)) return Number(value) * 1000;
  if (/^\d{13}$/.test(value)) return Number(value);
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}
