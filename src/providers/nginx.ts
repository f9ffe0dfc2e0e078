import type { Provider } from './provider.ts';

export const nginx: Provider = {
  id: 'nginx',
  title: 'nginx',
  recognise: {
    headers: [{ name: 'server', matches: /^(?:nginx|openresty)/i }],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'nginx itself asks for credentials, before the application does',
      status: [401],
      body: /<h1>401 Authorization Required<\/h1>/i,
      credentials: 'absent',
    },
    {
      cause: 'invalid-credentials',
      strength: 'weak',
      says: 'nginx itself refused the credentials, before the application saw them',
      status: [401],
      body: /<h1>401 Authorization Required<\/h1>/i,
      credentials: 'present',
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'nginx wants a client certificate',
      status: [400],
      body: /No required SSL certificate was sent|The SSL certificate error/i,
    },
    {
      cause: 'permission-denied',
      strength: 'weak',
      says: 'nginx’s own 403: an address rule, or a folder without an index',
      status: [403],
      body: /<h1>403 Forbidden<\/h1>/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'weak',
      says: 'nginx’s own 403: an address rule, or a folder without an index',
      status: [403],
      body: /<h1>403 Forbidden<\/h1>/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'nginx/1.27.0' }],
      body: '<html><center><h1>401 Authorization Required</h1></center></html>',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      status: 400,
      headers: [{ name: 'server', value: 'nginx/1.27.0' }],
      body: '<center>No required SSL certificate was sent</center>',
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://nginx.org/en/docs/http/ngx_http_auth_basic_module.html',
};
