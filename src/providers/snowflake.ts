import type { Provider } from './provider.ts';

export const snowflake: Provider = {
  id: 'snowflake',
  title: 'Snowflake',
  recognise: {
    hosts: [/\.snowflakecomputing\.com$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Snowflake says that the token has expired',
      body: /"(?:390318|390114|390112)"/i,
    },
    {
      cause: 'token-unknown',
      strength: 'weak',
      says: 'Snowflake says "JWT token is invalid" for a wrong account, user or key fingerprint',
      body: /"390144"/i,
    },
    {
      cause: 'issuer-mismatch',
      strength: 'strong',
      says: 'Snowflake’s key-pair tokens need ACCOUNT.USER in capitals and the key’s fingerprint in "iss"',
      body: /"390144"|JWT token is invalid/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Snowflake refused user name or password',
      body: /"390100"/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'A network policy of Snowflake refuses the address',
      body: /"(?:390420|390422)"|is not allowed to access Snowflake/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Snowflake user is locked or disabled',
      body: /"(?:390101|390102)"/i,
    },
  ],
  matches: [
    {
      host: 'acme.snowflakecomputing.com',
      status: 401,
      body: '{"code":"390318","message":"OAuth access token expired."}',
      cause: 'token-expired',
    },
    {
      host: 'acme.snowflakecomputing.com',
      status: 401,
      body: '{"code":"390144","message":"JWT token is invalid."}',
      cause: 'issuer-mismatch',
    },
    {
      host: 'acme.snowflakecomputing.com',
      status: 401,
      body: '{"code":"390100","message":"Incorrect username or password was specified."}',
      cause: 'invalid-credentials',
    },
    {
      host: 'acme.snowflakecomputing.com',
      status: 401,
      body: '{"code":"390422","message":"Incoming request with IP/Token is not allowed to access Snowflake."}',
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'acme.snowflakecomputing.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.snowflake.com/en/developer-guide/sql-api/authenticating',
};
