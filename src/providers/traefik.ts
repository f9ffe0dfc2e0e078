import type { Provider } from './provider.ts';

export const traefik: Provider = {
  id: 'traefik',
  title: 'Traefik',
  recognise: {
    headers: [{ name: 'server', matches: /^Traefik/i }],
    body: [/^401 Unauthorized\n?$/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'weak',
      says: 'A middleware answered before the application',
      status: [401],
      body: /^401 Unauthorized/i,
      credentials: 'absent',
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'Traefik' }],
      body: '401 Unauthorized\n',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://doc.traefik.io/traefik/middlewares/http/basicauth/',
};
