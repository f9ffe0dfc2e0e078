// Libraries that bring no types: what the tests use of them.
declare module '@hapi/hawk' {
  interface Credentials {
    readonly id: string;
    readonly key: string;
    readonly algorithm: 'sha256';
  }
  export const client: {
    header(
      url: string,
      method: string,
      options: { credentials: Credentials; timestamp?: number; nonce?: string },
    ): { header: string };
  };
  export const server: {
    authenticate(
      request: import('node:http').IncomingMessage,
      find: (id: string) => Promise<Credentials | null>,
      options?: object,
    ): Promise<{ credentials: Credentials }>;
  };
}

declare module 'passport-http-oauth' {
  import type { Strategy } from 'passport';

  type Done = (error: null, found: object | string | boolean, secret?: string | object) => void;
  export const TokenStrategy: new (
    consumer: (key: string, done: Done) => void,
    token: (token: string, done: (error: null, user: object | false, secret?: string) => void) => void,
    validate: (timestamp: string, nonce: string, done: Done) => void,
  ) => Strategy;
}
