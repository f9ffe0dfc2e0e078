import type { Provider } from './provider.ts';

export const mongodbAtlas: Provider = {
  id: 'mongodb-atlas',
  title: 'MongoDB Atlas',
  recognise: {
    hosts: [/^cloud\.mongodb\.com$/i],
  },
  tells: [
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'The address is not on the API key’s access list',
      status: [403],
      body: /IP_ADDRESS_NOT_ON_ACCESS_LIST|RESOURCE_REQUIRES_ACCESS_LIST/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The API key has no role here',
      body: /USER_(?:UNAUTHORIZED|CANNOT_ACCESS)/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Atlas speaks HTTP Digest: the first answer is a challenge',
      status: [401],
      credentials: 'absent',
    },
  ],
  matches: [
    {
      host: 'cloud.mongodb.com',
      status: 403,
      body: '{"errorCode":"IP_ADDRESS_NOT_ON_ACCESS_LIST","error":403}',
      cause: 'client-not-allowed',
    },
    {
      host: 'cloud.mongodb.com',
      status: 401,
      body: '{"errorCode":"USER_UNAUTHORIZED","error":401}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'cloud.mongodb.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
};
