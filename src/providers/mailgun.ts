import type { Provider } from './provider.ts';

export const mailgun: Provider = {
  id: 'mailgun',
  title: 'Mailgun',
  recognise: {
    hosts: [/^api\.(?:eu\.)?mailgun\.net$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Mailgun does not know the key; user name must be "api"',
      status: [401],
      body: /^"?Forbidden"?$|Invalid private key/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'weak',
      says: 'Domains in the EU region are served by api.eu.mailgun.net',
      status: [401, 404],
      credentials: 'present',
    },
  ],
  matches: [{ host: 'api.mailgun.net', status: 401, body: 'Forbidden', cause: 'invalid-api-key' }],
  nearMisses: [{ host: 'api.mailgun.net.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/',
};
