import type { Provider } from './provider.ts';

export const entra: Provider = {
  id: 'entra',
  title: 'Microsoft Entra ID',
  recognise: {
    hosts: [
      /^login\.(?:microsoftonline\.com|windows\.net|microsoft\.com)$/i,
      /\.ciamlogin\.com$/i,
      /\.b2clogin\.com$/i,
    ],
    body: [/AADSTS\d{5}/i, /AADB2C\d{5}/i],
  },
  tells: [
    {
      cause: 'client-authentication-failed',
      strength: 'decisive',
      says: 'Entra refused the client secret or does not know the application',
      body: /AADSTS(?:7000215|7000216|7000218|700016|700027|700024)\b/i,
    },
    {
      cause: 'credentials-expired',
      strength: 'decisive',
      says: 'The client secret or the password has expired',
      body: /AADSTS(?:7000222|50055)\b/i,
    },
    {
      cause: 'grant-invalid',
      strength: 'decisive',
      says: 'The code or refresh token is expired, used or revoked',
      body: /AADSTS(?:70008|54005|70000|700082|50173|501481|500133|70043)\b/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Entra refused user name or password',
      body: /AADSTS(?:50126|50034|50056)\b|AADB2C90225/i,
    },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'A policy wants a second factor or another sign-in',
      body: /AADSTS(?:50076|50079|50158|50074|16000)\b/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'Nobody has consented to what the application asks for',
      body: /AADSTS65001\b/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'A Conditional Access policy blocks this sign-in',
      body: /AADSTS5300[03]\b/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The account is disabled or locked',
      body: /AADSTS(?:50053|50057|50128)\b/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'strong',
      says: 'The tenant is wrong or does not know the account',
      body: /AADSTS(?:90002|50020|50194)\b/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'strong',
      says: 'The application may not use this flow',
      body: /AADSTS(?:70001|7000112|90023|9001023)\b/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The scope or resource is not one the application may ask for',
      body: /AADSTS(?:70011|650057|500011)\b/i,
    },
  ],
  matches: [
    {
      host: 'login.microsoftonline.com',
      status: 401,
      body: '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
      cause: 'client-authentication-failed',
    },
    {
      host: 'login.microsoftonline.com',
      status: 401,
      body: '{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired."}',
      cause: 'credentials-expired',
    },
    {
      host: 'login.microsoftonline.com',
      status: 401,
      body: '{"error":"invalid_grant","error_description":"AADSTS70008: expired"}',
      cause: 'grant-invalid',
    },
    {
      host: 'login.microsoftonline.com',
      status: 401,
      body: '{"error":"invalid_grant","error_description":"AADSTS50126: invalid username or password"}',
      cause: 'invalid-credentials',
    },
    {
      host: 'login.microsoftonline.com',
      status: 401,
      body: '{"error":"interaction_required","error_description":"AADSTS50076"}',
      cause: 'step-up-required',
    },
    {
      host: 'login.microsoftonline.com',
      status: 401,
      body: '{"error":"invalid_grant","error_description":"AADSTS50057: disabled"}',
      cause: 'account-disabled',
    },
  ],
  nearMisses: [{ host: 'login.microsoftonline.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
};
