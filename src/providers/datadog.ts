import type { Provider } from './provider.ts';

export const datadog: Provider = {
  id: 'datadog',
  title: 'Datadog',
  recognise: {
    hosts: [/^(?:api|http-intake\.logs)\.(?:[a-z0-9]+\.)?(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Datadog does not know the key; keys of another site look the same',
      status: [403],
      body: /"Forbidden"/i,
      credentials: 'present',
    },
    {
      cause: 'wrong-environment',
      strength: 'weak',
      says: 'Each Datadog site (US, EU, …) has keys of its own',
      status: [403],
      body: /"Forbidden"/i,
      credentials: 'present',
    },
  ],
  matches: [
    {
      host: 'api.datadoghq.com',
      status: 403,
      body: '{"errors":["Forbidden"]}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.datadoghq.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.datadoghq.com/api/latest/authentication/',
};
