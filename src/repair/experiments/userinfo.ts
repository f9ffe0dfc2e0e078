import { limitsFor, refuse } from '../../oauth/limited-fetch.ts';
import { fetchMetadata } from '../../oauth/metadata.ts';
import type { Experiment } from './experiment.ts';

/** OpenID Connect Core §5.3: whoever issued the token says whether it is still good. */
export const userinfo: Experiment = {
  id: 'userinfo',
  title: 'The token at its own issuer (userinfo)',
  readings: {
    alive: {
      text: 'The issuer itself accepts the token: it is genuine and has not been revoked',
      for: { 'audience-mismatch': 'weak', 'permission-denied': 'weak', 'issuer-mismatch': 'weak' },
      against: {
        'token-revoked': 'decisive',
        'token-unknown': 'weak',
        'signature-invalid': 'decisive',
        'token-expired': 'strong',
        'wrong-token-type': 'strong',
      },
    },
    refused: {
      text: 'The issuer itself refuses the token (401)',
      for: { 'token-revoked': 'strong', 'signature-invalid': 'weak', 'wrong-token-type': 'weak' },
      against: { 'permission-denied': 'strong', 'insufficient-scope': 'strong' },
    },
  },
  prepare({ token, issuer, main }) {
    if (main?.token === undefined || issuer === undefined) return undefined;
    return {
      kind: 'inquiry',
      origin: new URL(issuer).origin,
      gives: 'the token, which it issued itself',
      requests: 2,
      async ask(send) {
        const metadata = await fetchMetadata(send, issuer, 'userinfo_endpoint');
        const url = metadata.kind === 'metadata' ? metadata.value.userinfo_endpoint : undefined;
        if (url === undefined || refuse(url, issuer)) return undefined;
        const headers = [{ name: 'Authorization', value: `Bearer ${token}` }];
        const { response } = await send({ method: 'GET', url, headers }, limitsFor(url));
        if (response?.status === 200) return 'alive';
        return response?.status === 401 ? 'refused' : undefined;
      },
    };
  },
};
