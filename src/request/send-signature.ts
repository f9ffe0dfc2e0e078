import { AwsV4Signer } from 'aws4fetch';
import { bytesOfBody } from './body-pieces.ts';
import { type Header, type HttpRequest, headerValue } from './model.ts';
import type { AwsCredentials } from './sender.ts';

/** Such fields are signed beside the host. Others may be changed on the way, or be there twice. */
const signed = /^(?:x-amz-.*|content-type)$/i;

/** The request with the header fields of AWS Signature Version 4 for the moment `at`; its own Authorization goes. */
export async function signForAws(
  request: HttpRequest,
  { clockSkew = 0, ...aws }: AwsCredentials,
  at: number,
): Promise<HttpRequest> {
  const headers = request.headers
    .filter(({ name }) => signed.test(name))
    .map(({ name, value }): [string, string] => [name, value]);
  const body = bytesOfBody(request.body);
  const isS3 = aws.service === 's3' || /(?:^|[.-])s3[.-]/.test(new URL(request.url).hostname);
  const given = headerValue(request.headers, 'X-Amz-Content-Sha256');
  // S3 wants the hash of the body as a field too.
  if (isS3 && given === undefined) headers.push(['X-Amz-Content-Sha256', await hexHash(body)]);
  const signer = new AwsV4Signer({
    method: request.method,
    url: request.url,
    headers,
    body,
    // Of the fields that are given, all.
    allHeaders: true,
    datetime: new Date(at + clockSkew).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    ...aws,
  });
  const result = await signer.sign();
  const added = ['X-Amz-Content-Sha256', 'X-Amz-Date', 'X-Amz-Security-Token', 'Authorization'].flatMap(
    (name): Header[] => {
      const value = result.headers.get(name);
      return value === null ? [] : [{ name, value }];
    },
  );
  const names = new Set(added.map(({ name }) => name.toLowerCase()));
  const own = request.headers.filter(({ name }) => !names.has(name.toLowerCase()));
  return { ...request, headers: [...own, ...added] };
}

async function hexHash(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
