import type { Provider } from './provider.ts';

export const awsApiGateway: Provider = {
  id: 'aws-api-gateway',
  title: 'Amazon API Gateway',
  recognise: {
    hosts: [/\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/i],
    headers: [{ name: 'x-amz-apigw-id' }, { name: 'apigw-requestid' }],
  },
  tells: [
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: '"Missing Authentication Token" is what API Gateway answers where no route matches the path and method',
      status: [403],
      body: /Missing Authentication Token/i,
    },
    {
      cause: 'scheme-mismatch',
      strength: 'strong',
      says: 'API Gateway read the header as an AWS signature: an IAM route, or no route at all',
      body: /not a valid key=value pair/i,
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'strong',
      says: 'The same text comes where no route matches the path',
      body: /not a valid key=value pair/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'The gateway’s authorizer says that the token has expired',
      body: /The incoming token has expired/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'A usage plan wants a known key in "x-api-key"',
      status: [403],
      body: /^\{"message":\s?"Forbidden"\}$/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The gateway’s authorizer or resource policy refuses',
      body: /User is not authorized to access this resource|with an explicit deny/i,
    },
  ],
  matches: [
    {
      host: 'acme.execute-api.eu-west-1.amazonaws.com',
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
      cause: 'not-an-auth-failure',
    },
    {
      host: 'acme.execute-api.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"message":"Authorization header requires \'Credential\' parameter; \'abc\' not a valid key=value pair (missing equal-sign) in Authorization header"}',
      cause: 'scheme-mismatch',
    },
    {
      host: 'acme.execute-api.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"message":"The incoming token has expired"}',
      cause: 'token-expired',
    },
    {
      host: 'acme.execute-api.eu-west-1.amazonaws.com',
      status: 403,
      body: '{"message":"Forbidden"}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [
    { host: 'acme.execute-api.eu-west-1.amazonaws.com.example.net', status: 401, body: '{"error":"unauthorized"}' },
  ],
  documentation: 'https://repost.aws/knowledge-center/api-gateway-authentication-token-errors',
};
