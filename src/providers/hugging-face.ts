import type { Provider } from './provider.ts';

export const huggingFace: Provider = {
  id: 'hugging-face',
  title: 'Hugging Face',
  recognise: {
    hosts: [/(?:^|\.)huggingface\.co$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Hugging Face says "Invalid username or password" to an unknown token',
      body: /Invalid username or password|Invalid credentials in Authorization header/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The repository is gated: its terms must be accepted, or access granted',
      header: { name: 'x-error-code', matches: /GatedRepo/i },
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'The repository is gated, and no token was sent',
      header: { name: 'x-error-code', matches: /GatedRepo/i },
      credentials: 'absent',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Hugging Face says that the repository is not found where it may not be seen',
      header: { name: 'x-error-code', matches: /RepoNotFound/i },
      credentials: 'present',
    },
  ],
  tokens: [{ title: 'Hugging Face token', pattern: /^hf_/ }],
  matches: [
    {
      host: 'huggingface.co',
      status: 401,
      body: '{"error":"Invalid username or password."}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
    {
      host: 'huggingface.co',
      status: 401,
      headers: [{ name: 'x-error-code', value: 'GatedRepo' }],
      cause: 'permission-denied',
    },
    {
      host: 'huggingface.co',
      status: 401,
      headers: [{ name: 'x-error-code', value: 'RepoNotFound' }],
      cause: 'permission-denied',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'huggingface.co.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://huggingface.co/docs/hub/security-tokens',
  account: 'https://huggingface.co/settings/tokens',
};
