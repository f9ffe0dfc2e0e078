import type { Provider } from './provider.ts';

export const influxdb: Provider = {
  id: 'influxdb',
  title: 'InfluxDB',
  recognise: {
    headers: [{ name: 'x-influxdb-version' }, { name: 'x-platform-error-code' }],
  },
  tells: [
    {
      cause: 'scheme-mismatch',
      strength: 'weak',
      says: 'InfluxDB v2 wants the scheme "Token"',
      body: /unauthorized access/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'InfluxDB does not know the token',
      body: /unauthorized access|unauthorized/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The InfluxDB token has no permission for this bucket',
      body: /insufficient permissions|read:orgs|write:orgs/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'x-influxdb-version', value: 'x' }],
      body: '{"code":"unauthorized","message":"unauthorized access"}',
      cause: 'scheme-mismatch',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.influxdata.com/influxdb/v2/api-guide/api_intro/#authentication',
};
