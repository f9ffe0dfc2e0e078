import { readAwsHost, readAwsScope } from '../auth/schemes/aws4.ts';
import { readClock } from '../diagnosis/clock.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import type { AwsCredentials } from '../request/sender.ts';
import { credentialsOf } from './challenges.ts';
import { type Repair, withoutHeader, writtenRequest } from './repair.ts';

/**
 * A request for AWS is signed anew: by the clock of the server, for the region and the service that its answer or its host
 * names. The secret key never was in the request, so it is asked for.
 */
export const signAgain: Repair = {
  id: 'sign-again',
  applies: (_finding, exchange) => sentScope(exchange) !== undefined,
  repair({ exchange, answers }) {
    const scope = sentScope(exchange);
    const place = placeOf(exchange);
    const skew = clockSkew(exchange);
    if (!answers)
      return {
        kind: 'ask',
        text: `The request is signed anew${skew === undefined ? '' : ', by the clock of the server'}. The secret key stays here: only a signature is sent`,
        questions: [
          { name: 'access_key_id', label: 'Access key id', secret: false, value: scope?.accessKey ?? '' },
          { name: 'secret_access_key', label: 'Secret access key', secret: true },
          { name: 'service', label: 'Service', secret: false, value: place.service ?? scope?.service ?? '' },
          { name: 'region', label: 'Region', secret: false, value: place.region ?? scope?.region ?? '' },
        ],
      };
    const request = writtenRequest(exchange);
    const sessionToken = headerValue(request.headers, 'X-Amz-Security-Token');
    const aws: AwsCredentials = {
      accessKeyId: answers.access_key_id?.trim() ?? '',
      secretAccessKey: answers.secret_access_key?.trim() ?? '',
      ...(sessionToken !== undefined && { sessionToken }),
      ...(answers.service && { service: answers.service.trim() }),
      ...(answers.region && { region: answers.region.trim() }),
      ...(skew !== undefined && { clockSkew: skew }),
    };
    return { kind: 'request', request: ofSignature.reduce(withoutHeader, request), options: { aws } };
  },
};

/** What the signer writes itself. */
const ofSignature = ['Authorization', 'X-Amz-Date', 'X-Amz-Security-Token', 'X-Amz-Content-Sha256'];

function sentScope(exchange: Exchange): ReturnType<typeof readAwsScope> {
  const credentials = credentialsOf(writtenRequest(exchange));
  if (credentials?.scheme.toUpperCase() !== 'AWS4-HMAC-SHA256') return undefined;
  return readAwsScope(credentials.params.find(({ name }) => name === 'credential')?.value ?? '');
}

/** The answer knows best: `the region 'us-east-1' is wrong; expecting 'eu-west-1'`. */
function placeOf({ request, response }: Exchange): { readonly service?: string; readonly region?: string } {
  const body = response?.body?.text.slice(0, 20_000) ?? '';
  const host = readAwsHost(hostOf(request));
  const region =
    headerValue(response?.headers ?? [], 'X-Amz-Bucket-Region') ??
    /expecting '([a-z0-9-]{5,40})'|<Region>([a-z0-9-]{5,40})<\/Region>/.exec(body)?.slice(1).find(Boolean) ??
    host?.region;
  const service = /correct service: '([a-z0-9-]{2,40})'/.exec(body)?.[1] ?? host?.service;
  return { ...(service !== undefined && { service }), ...(region !== undefined && { region }) };
}

function hostOf({ url }: HttpRequest): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** Within a minute the two clocks agree as far as a signature is concerned. */
function clockSkew(exchange: Exchange): number | undefined {
  const { skew } = readClock(exchange);
  return skew !== undefined && Math.abs(skew) > 60_000 ? skew : undefined;
}
