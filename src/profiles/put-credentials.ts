import { encodeBasic } from '../auth/schemes/basic.ts';
import { headersFor, type UseOptions } from '../oauth/use-tokens.ts';
import type { Header, HttpRequest } from '../request/model.ts';
import type { ReadyCredentials } from './model.ts';

/** The headers that carry these credentials with that request. */
export async function credentialHeaders(
  credentials: ReadyCredentials,
  request: Pick<HttpRequest, 'method' | 'url'>,
  options: UseOptions,
): Promise<readonly Header[]> {
  switch (credentials.kind) {
    case 'basic':
      return [{ name: 'Authorization', value: `Basic ${encodeBasic(credentials.user, credentials.password)}` }];
    case 'bearer':
      return [{ name: 'Authorization', value: `Bearer ${credentials.token}` }];
    case 'api-key':
      return [{ name: credentials.header, value: credentials.key }];
    case 'oauth':
      return headersFor(credentials.tokens, request, options);
  }
}
