import { type EnvironmentSource, readEnvironment } from '../../../src/request/environments.ts';
import type { Surroundings } from '../../../src/request/http-language/surroundings.ts';
import { parseHttpFile } from '../../../src/request/importers/http-file.ts';
import type { Exchange } from '../../../src/request/model.ts';

const sources: readonly EnvironmentSource[] = [
  {
    label: 'http-client.env.json',
    uri: 'file:///http-client.env.json',
    kind: 'json',
    text: '{"$shared": {"region": "eu"}, "dev": {"baseUrl": "https://dev.example", "apiKey": "dev-key-0123456789"}, "prod": {"onlyProd": "x", "kept": {"provider": "AzureKeyVault"}}}',
  },
  { label: '.env', kind: 'dotenv', text: 'PORT=8080\n' },
];

const login: Exchange = {
  id: '1',
  request: { method: 'POST', url: 'https://a.example/', headers: [] },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [{ name: 'X-Trace', value: 'abc' }],
    body: { text: '{"access_token":"0123456789abcdef","user":{"id":7}}' },
  },
  hops: [],
};

export function around(environment = 'dev'): Surroundings {
  return {
    environment,
    sources,
    known: readEnvironment(sources, environment),
    imports: [
      {
        label: 'common.http',
        uri: 'file:///common.http',
        file: parseHttpFile('@tenant = acme\n# @name session\nGET https://a.example/\n'),
      },
    ],
    profiles: ['Orders', 'Admin of orders'],
    exchange: name => (name === 'login' ? login : undefined),
    processEnv: name => (name === 'HOME' ? '/home/me' : undefined),
  };
}

/** The file without its `|`, and where that stood. */
export function atCursor(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, offset, file: parseHttpFile(text) };
}
