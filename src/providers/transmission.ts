import type { Provider } from './provider.ts';

export const transmission: Provider = {
  id: 'transmission',
  title: 'Transmission',
  recognise: {
    headers: [{ name: 'server', matches: /^Transmission$/ }, { name: 'x-transmission-session-id' }],
  },
  tells: [
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'Transmission answers 409 with the "X-Transmission-Session-Id" that the request must carry',
      status: [409],
      header: { name: 'x-transmission-session-id', matches: /./ },
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'The address or the host name is not on the white list of Transmission',
      status: [403, 421],
      body: /whitelist|rpc-host-whitelist|DNS rebinding/i,
    },
  ],
  matches: [
    {
      status: 409,
      headers: [{ name: 'X-Transmission-Session-Id', value: 'a1b2c3' }],
      body: '<h1>409: Conflict</h1>',
      cause: 'csrf-token-invalid',
    },
    {
      status: 403,
      headers: [{ name: 'Server', value: 'Transmission' }],
      body: '<h1>403: Forbidden</h1><p>Unauthorized IP Address.</p><p>Either disable the IP address whitelist or add your address to it.</p>',
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 409, body: '{"error":"conflict"}' }],
  documentation: 'https://github.com/transmission/transmission/blob/main/docs/rpc-spec.md',
};
