import { findKin, secretOf } from '../diagnosis/earlier.ts';
import { findCredentials } from '../diagnosis/sent.ts';
import { type Repair, withHeader, writtenRequest } from './repair.ts';

/** An ID token says who signed in, and a refresh token gets new ones: an API takes the access token that came with them. */
export const sendAccessToken: Repair = {
  id: 'send-access-token',
  applies: (_finding, exchange) => findCredentials(writtenRequest(exchange)).some(({ place }) => place === 'header'),
  repair({ exchange, earlier = [] }) {
    const request = writtenRequest(exchange);
    for (const sent of findCredentials(request)) {
      const secret = secretOf(sent);
      const kin = findKin(earlier, secret);
      if (sent.place !== 'header' || !kin || kin.accessToken === secret) continue;
      const value = sent.value.replace(secret, () => kin.accessToken);
      return { kind: 'request', request: withHeader(request, sent.name, value) };
    }
    return {
      kind: 'instructions',
      text: 'The access token is in the answer of the token endpoint, as "access_token" beside the "id_token"',
    };
  },
};
