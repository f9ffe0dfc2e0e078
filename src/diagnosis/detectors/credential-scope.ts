import { readAwsHost, readAwsScope, signsUnderItsName } from '../../auth/schemes/aws4.ts';
import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence, Pointer } from '../model.ts';
import type { Detector } from './detector.ts';

/** A key of Signature Version 4 is good for one day, region and service, which the credential names and the host, too. */
export const credentialScope: Detector = {
  id: 'credential-scope',
  speaksFor: ['wrong-environment', 'request-signature-mismatch'],
  examples: [
    example(
      'the credential is for another region than the host',
      ['wrong-environment'],
      `> GET https://bucket.s3.eu-west-1.amazonaws.com/a
       > Authorization: AWS4-HMAC-SHA256 Credential=AK/20260115/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0a
       < 403`,
    ),
    example(
      'the credential is for another service than the host',
      ['request-signature-mismatch'],
      `> GET https://a1.execute-api.eu-west-1.amazonaws.com/a
       > Authorization: AWS4-HMAC-SHA256 Credential=AK/20260115/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0a
       < 403`,
    ),
    example(
      'the credential is for another day than the request',
      ['request-signature-mismatch'],
      `> GET https://sts.eu-west-1.amazonaws.com/
       > Authorization: AWS4-HMAC-SHA256 Credential=AK/20260114/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=0a
       > X-Amz-Date: 20260115T115959Z
       < 403`,
    ),
    example(
      'they agree',
      [],
      `> GET https://bucket.s3.eu-west-1.amazonaws.com/a
       > Authorization: AWS4-HMAC-SHA256 Credential=AK/20260115/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0a
       > X-Amz-Date: 20260115T115959Z
       < 403`,
    ),
  ],
  detect,
};

function detect({ authorization, request, url, status }: Facts): Evidence[] {
  if (status !== 400 && status !== 401 && status !== 403) return [];
  const inHeader = authorization?.credentials?.params.find(({ name }) => name === 'credential')?.value;
  const credential = inHeader ?? url?.searchParams.get('X-Amz-Credential') ?? undefined;
  const scope = credential === undefined ? undefined : readAwsScope(credential);
  if (!scope) return [];
  const pointer: Pointer =
    inHeader === undefined ? { kind: 'request-url' } : { kind: 'request-header', name: 'Authorization' };
  const say = (cause: Evidence['cause'], text: string): Evidence[] => [
    { cause, strength: 'strong', source: 'credential-scope', text, pointer },
  ];
  const { service, region } = readAwsHost(url?.hostname ?? '') ?? {};
  const signedAt = headerValue(request.headers, 'x-amz-date') ?? url?.searchParams.get('X-Amz-Date') ?? '';
  const day = /^(\d{8})T/.exec(signedAt)?.[1];
  return [
    ...(region !== undefined && scope.region !== undefined && region !== scope.region
      ? say('wrong-environment', `It was signed for the region "${scope.region}" and sent to "${region}"`)
      : []),
    ...(service !== undefined && signsUnderItsName(scope.service) && service !== scope.service
      ? say('request-signature-mismatch', `It was signed for the service "${scope.service}" and sent to "${service}"`)
      : []),
    ...(day !== undefined && day !== scope.date
      ? say('request-signature-mismatch', `The credential is for the day ${scope.date}, and the request is of ${day}`)
      : []),
  ];
}
