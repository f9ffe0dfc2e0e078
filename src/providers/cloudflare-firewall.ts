import type { Provider } from './provider.ts';

export const cloudflareFirewall: Provider = {
  id: 'cloudflare-firewall',
  title: 'Cloudflare firewall',
  recognise: {
    body: [
      /Attention Required! \| Cloudflare/i,
      /<title>Just a moment\.\.\./i,
      /error code: 10(?:0[5-9]|1[02]|20)/i,
      /Cloudflare Ray ID/i,
    ],
  },
  tells: [
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'Cloudflare’s firewall answered in place of the site',
      status: [403, 503, 429],
      body: /Attention Required!|you have been blocked|Just a moment|error code: 10(?:0[5-9]|1[02]|20)|Access denied/i,
    },
  ],
  matches: [{ status: 403, body: '<title>Attention Required! | Cloudflare</title>', cause: 'client-not-allowed' }],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/',
};
