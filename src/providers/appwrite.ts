import type { Provider } from './provider.ts';

export const appwrite: Provider = {
  id: 'appwrite',
  title: 'Appwrite',
  recognise: {
    headers: [{ name: 'x-appwrite-project' }],
    body: [
      /"type":\s?"(?:general_unauthorized_scope|general_unknown_origin|user_invalid_credentials|user_unauthorized|user_blocked|user_more_factors_required|user_jwt_invalid|project_unknown)"/i,
    ],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Appwrite treats the caller as a guest',
      body: /general_unauthorized_scope/i,
      credentials: 'absent',
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The Appwrite key or user lacks the scope',
      body: /general_unauthorized_scope/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Appwrite refused email or password',
      body: /user_invalid_credentials/i,
    },
    { cause: 'account-disabled', strength: 'decisive', says: 'Appwrite blocked the user', body: /user_blocked/i },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'Appwrite wants a second factor',
      body: /user_more_factors_required/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'The origin is not a platform of the Appwrite project',
      body: /general_unknown_origin/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'strong',
      says: 'The Appwrite project is unknown here',
      body: /project_unknown/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'x-appwrite-project', value: 'x' }],
      body: '{"message":"User (role: guests) missing scope (account)","code":401,"type":"general_unauthorized_scope","version":"1.6"}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      status: 401,
      headers: [{ name: 'x-appwrite-project', value: 'x' }],
      body: '{"message":"Invalid credentials.","code":401,"type":"user_invalid_credentials","version":"1.6"}',
      cause: 'invalid-credentials',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://appwrite.io/docs/advanced/platform/response-codes',
};
