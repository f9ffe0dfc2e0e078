import type { Credentials, HeaderProblem, Parameter } from '../model.ts';
import { problem } from '../problems.ts';
import { opaque } from '../scan.ts';
import type { Scheme } from './scheme.ts';

const parameters = [
  { name: 'credential', required: true, meaning: 'the access key and what it is good for' },
  { name: 'signedheaders', required: true, meaning: 'the headers that were signed' },
  {
    name: 'signature',
    required: true,
    pattern: /^[0-9a-f]+$/,
    shape: 'must be lower-case hexadecimal digits',
    meaning: 'the signature in lower-case hexadecimal digits',
  },
] as const;

export const aws4: Scheme = {
  name: 'AWS4-HMAC-SHA256',
  form: 'loose-parameters',
  source: 'AWS Signature Version 4',
  summary:
    'A signature over the request with a key for one day, region and service; the clock may differ by five minutes',
  credentialParameters: parameters,
  checkCredentials,
};

export const aws4Ecdsa: Scheme = {
  ...aws4,
  name: 'AWS4-ECDSA-P256-SHA256',
  summary: 'The same with a key that is good for several regions (SigV4A)',
};

/** What the credential names. The asymmetric form has no region: it is a header of its own there. */
export interface AwsScope {
  readonly accessKey: string;
  readonly date: string;
  readonly region?: string;
  readonly service: string;
}

export function readAwsScope(credential: string): AwsScope | undefined {
  const parts = credential.split('/');
  const [terminator, service, third, fourth] = parts.reverse();
  if (terminator !== 'aws4_request' || !service || !third) return undefined;
  // An access key may hold a slash, a date is eight digits.
  if (/^\d{8}$/.test(third) && parts.length > 3) return { accessKey: accessKey(parts, 3), date: third, service };
  if (!fourth || !/^\d{8}$/.test(fourth) || parts.length < 5) return undefined;
  return { accessKey: accessKey(parts, 4), date: fourth, region: third, service };
}

// s3.eu-west-1.amazonaws.com    a1.execute-api.eu-west-1.amazonaws.com    s3-eu-west-1.amazonaws.com
const regionalHost = /(?:^|\.)([a-z0-9-]{2,40}?)[.-]([a-z]{2}(?:-[a-z]{3,9}){1,2}-\d)\.amazonaws\.com(?:\.cn)?$/;
/** Others sign under another name than their host's: `email` as `ses`. */
const sameName = new Set(['s3', 'execute-api', 'dynamodb', 'sqs', 'sns', 'lambda', 'sts', 'kms', 'iam']);

/** The region that a host is of, and the name that its service signs under, where that is its own. */
export function readAwsHost(host: string): { readonly region: string; readonly service?: string } | undefined {
  const [, service = '', region] = regionalHost.exec(host) ?? [];
  if (region === undefined) return undefined;
  return { region, ...(sameName.has(service) && { service }) };
}

/** Whether a service signs under the name that its hosts have. */
export function signsUnderItsName(service: string): boolean {
  return sameName.has(service);
}

function accessKey(reversed: readonly string[], from: number): string {
  return reversed.slice(from).reverse().join('/');
}

function checkCredentials({ params, scheme }: Credentials): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  const find = (wanted: string): Parameter | undefined =>
    params.find(({ name, value }) => name === wanted && !value.includes(opaque));
  const credential = find('credential');
  if (credential && !readAwsScope(credential.value)) {
    const message =
      '"Credential" must be five parts with "/" between them: access key, date, region, service, "aws4_request"';
    problems.push(problem('signature-parts', credential.valueSpan, message));
  }
  const headers = find('signedheaders');
  const names = headers?.value.split(';') ?? [];
  if (headers && (names.join() !== [...names].sort().join() || headers.value !== headers.value.toLowerCase())) {
    const message = '"SignedHeaders" must be lower-cased names in alphabetical order with ";" between them';
    problems.push(problem('signature-parts', headers.valueSpan, message, [], 'warning'));
  } else if (headers && !names.includes('host')) {
    problems.push(problem('signature-parts', headers.valueSpan, '"SignedHeaders" must name "host"', [], 'warning'));
  }
  const signed = find('signature');
  if (
    signed &&
    scheme.toUpperCase() === 'AWS4-HMAC-SHA256' &&
    /^[0-9a-f]+$/.test(signed.value) &&
    signed.value.length !== 64
  ) {
    const message = `"Signature" has ${signed.value.length} digits; this scheme gives 64`;
    problems.push(problem('signature-parts', signed.valueSpan, message));
  }
  return problems;
}
