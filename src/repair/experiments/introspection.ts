import { findKin, type GivenTokens } from '../../diagnosis/earlier.ts';
import { isObject, parseJson } from '../../jwt/json.ts';
import { limitsFor } from '../../oauth/limited-fetch.ts';
import { fetchMetadata } from '../../oauth/metadata.ts';
import { formRequest } from '../../oauth/refresh.ts';
import { headerValue } from '../../request/model.ts';
import { originOf } from '../../text/origin.ts';
import { type Experiment, secretSent } from './experiment.ts';

/** RFC 7662: the server that gave the token says whether it is still in force, to the client that it gave it to. */
export const introspection: Experiment = {
  id: 'introspection',
  title: 'The token at the server that gave it (introspection)',
  readings: {
    active: {
      text: 'The server that gave the token says that it is in force',
      for: { 'audience-mismatch': 'weak', 'permission-denied': 'weak', 'wrong-environment': 'weak' },
      against: {
        'token-revoked': 'decisive',
        'token-expired': 'decisive',
        'token-unknown': 'weak',
        'signature-invalid': 'decisive',
        'token-malformed': 'strong',
      },
    },
    inactive: {
      text: 'The server that gave the token says that it is not in force',
      for: { 'token-revoked': 'strong', 'token-expired': 'weak' },
      against: { 'permission-denied': 'strong', 'insufficient-scope': 'strong', 'audience-mismatch': 'weak' },
    },
  },
  prepare(situation) {
    const secret = secretSent(situation);
    const given = secret === undefined ? undefined : findKin(situation.earlier, secret);
    const client = given && clientOf(given);
    if (!client || !given || secret === undefined) return undefined;
    const origin = originOf(given.request.url);
    const { issuer } = situation;
    // The user is asked about one origin: what a token names as its issuer may be another.
    const asked = issuer !== undefined && originOf(issuer) === origin ? issuer : origin;
    return {
      kind: 'inquiry',
      origin,
      gives: 'the token, and the secret of the client that it gave the token to',
      requests: 2,
      async ask(send) {
        const url = await endpointOf(send, asked);
        // The secret of a client is for the place where it was sent before.
        if (url === undefined || originOf(url) !== origin) return undefined;
        const form = new URLSearchParams({ token: secret, ...client.fields });
        const { response } = await send(formRequest(url, form, client.authorization), limitsFor(url));
        const answer = response?.status === 200 ? parseJson(response.body?.text ?? '') : undefined;
        if (!isObject(answer) || typeof answer.active !== 'boolean') return undefined;
        return answer.active ? 'active' : 'inactive';
      },
    };
  },
};

type Send = Parameters<typeof fetchMetadata>[0];

async function endpointOf(send: Send, issuer: string): Promise<string | undefined> {
  const metadata = await fetchMetadata(send, issuer, 'token_endpoint');
  return metadata.kind === 'metadata' ? metadata.value.introspection_endpoint : undefined;
}

interface Client {
  readonly authorization?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** As it said who it is when it was given the token. */
function clientOf({ request }: GivenTokens): Client | undefined {
  const authorization = headerValue(request.headers, 'Authorization');
  if (authorization !== undefined) return { authorization, fields: {} };
  const form = new URLSearchParams(request.body?.text ?? '');
  const [id, secret] = [form.get('client_id'), form.get('client_secret')];
  if (id === null || secret === null) return undefined;
  return { fields: { client_id: id, client_secret: secret } };
}
