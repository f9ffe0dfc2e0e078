import type { Provider } from './provider.ts';

export const cloudflare: Provider = {
  id: 'cloudflare',
  title: 'Cloudflare API',
  recognise: {
    hosts: [/^api\.cloudflare\.com$/i],
  },
  tells: [
    {
      cause: 'malformed-header',
      strength: 'strong',
      says: 'Cloudflare cannot read the header',
      body: /"code":\s?(?:6003|6111)\b/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Cloudflare does not know the key or token',
      body: /"code":\s?(?:9103|9109|1000)\b(?!,\s?"message":\s?"[^"]{0,80}location)/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'Cloudflare says "Authentication error" where the token lacks a permission',
      body: /"code":\s?10000\b/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'weak',
      says: 'Cloudflare also says so to an unknown token',
      body: /"code":\s?10000\b/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Cloudflare saw no credentials',
      body: /"code":\s?(?:9106|9107)\b/i,
      credentials: 'absent',
    },
  ],
  matches: [
    {
      host: 'api.cloudflare.com',
      status: 401,
      body: '{"success":false,"errors":[{"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format for Authorization header"}]}]}',
      cause: 'malformed-header',
    },
    {
      host: 'api.cloudflare.com',
      status: 401,
      body: '{"success":false,"errors":[{"code":9103,"message":"Unknown X-Auth-Key or X-Auth-Email"}]}',
      cause: 'invalid-api-key',
    },
    {
      host: 'api.cloudflare.com',
      status: 401,
      body: '{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.cloudflare.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.cloudflare.com/fundamentals/api/troubleshooting/',
  account: 'https://dash.cloudflare.com/profile/api-tokens',
  passwordReset: 'https://dash.cloudflare.com/forgot-password',
};
