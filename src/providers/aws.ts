import type { Provider } from './provider.ts';

export const aws: Provider = {
  id: 'aws',
  title: 'Amazon Web Services',
  recognise: {
    hosts: [/\.amazonaws\.com$/i],
    headers: [{ name: 'x-amzn-requestid' }, { name: 'x-amz-request-id' }, { name: 'x-amzn-errortype' }],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'AWS does not know the access key, or the session token does not belong to it',
      body: /UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId/i,
    },
    {
      cause: 'request-signature-mismatch',
      strength: 'decisive',
      says: 'AWS computed another signature',
      body: /SignatureDoesNotMatch|InvalidSignatureException(?!.{0,200}Signature expired)/i,
    },
    {
      cause: 'clock-skew',
      strength: 'decisive',
      says: 'AWS says that the request’s time is too far from its own',
      body: /RequestTimeTooSkewed|Signature expired|Signature not yet current/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'The AWS session token or presigned request has expired',
      body: /ExpiredToken|Request has expired|RequestExpired/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'decisive',
      says: 'The signature was made for another region',
      body: /is wrong; expecting/i,
    },
    {
      cause: 'malformed-header',
      strength: 'strong',
      says: 'AWS could not read the signature in the header',
      body: /IncompleteSignature/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'strong',
      says: 'The request was signed for another region or service',
      body: /Credential should be scoped to a valid|the region '[^']{1,40}' is wrong/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'An IAM policy does not allow the action',
      body: /is not authorized to perform|AccessDeniedException|UnauthorizedOperation/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'strong',
      says: 'S3 refuses this way of signing',
      body: /Please use AWS4-HMAC-SHA256/i,
      credentials: 'absent',
    },
    {
      cause: 'scheme-mismatch',
      strength: 'decisive',
      says: 'S3 wants AWS4-HMAC-SHA256',
      body: /Please use AWS4-HMAC-SHA256/i,
      credentials: 'present',
    },
  ],
  tokens: [{ title: 'AWS access key id', pattern: /^(?:AKIA|ASIA)[A-Z0-9]{12,}$/ }],
  matches: [
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: '{"__type":"UnrecognizedClientException","message":"The security token included in the request is invalid."}',
      cause: 'invalid-api-key',
    },
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: '<Error><Code>SignatureDoesNotMatch</Code></Error>',
      cause: 'request-signature-mismatch',
    },
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: '{"message":"Signature expired: 20260115T113000Z is now earlier than 20260115T115500Z"}',
      cause: 'clock-skew',
    },
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: '<Error><Code>ExpiredToken</Code></Error>',
      cause: 'token-expired',
    },
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: "<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region 'us-east-1' is wrong; expecting 'eu-west-1'</Message></Error>",
      cause: 'wrong-environment',
    },
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: '{"__type":"AccessDeniedException","message":"User: arn:aws:iam::1:user/a is not authorized to perform: dynamodb:GetItem"}',
      cause: 'permission-denied',
    },
    {
      host: 'acme.amazonaws.com',
      status: 401,
      body: '<Error><Code>InvalidRequest</Code><Message>The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.</Message></Error>',
      cause: 'scheme-mismatch',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'acme.amazonaws.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.aws.amazon.com/general/latest/gr/signature-v4-troubleshooting.html',
  account: 'https://console.aws.amazon.com/iam/home#/security_credentials',
};
