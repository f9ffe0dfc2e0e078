// The short forms that `.http` files may use for an Authorization value: the client does the encoding that the scheme
// wants. What only another client can do is an error: sent as it stands, it would hand over a raw secret.
import { encodeBasic } from '../auth/schemes/basic.ts';
import type { RequestProblem } from './problem.ts';
import type { SendOptions } from './sender.ts';

export interface Expanded {
  /** Undefined where the header is not to be sent as such. */
  readonly value?: string;
  readonly digest?: SendOptions['digest'];
  readonly aws?: SendOptions['aws'];
  readonly problem?: RequestProblem;
}

const foreign: Record<string, string> = {
  cognito: 'Signing in at Cognito is done by a profile (OAuth, with an authorization code) and "# @profile"',
  ntlm: 'NTLM is not supported',
};

export function expandAuthorization(value: string): Expanded {
  const match = /^([A-Za-z][\w-]{0,40})(?:[ \t]+(.*))?$/s.exec(value);
  const scheme = match?.[1]?.toLowerCase() ?? '';
  const rest = match?.[2]?.trim() ?? '';
  if (scheme === 'basic' && rest !== '') {
    const login = readLogin(rest);
    return login ? { value: `Basic ${encodeBasic(login.user, login.password)}` } : { value };
  }
  // `Digest username="…", …` is a finished answer.
  if (scheme === 'digest' && rest !== '' && !/^[\w*]{1,40}\s*=/.test(rest)) {
    const login = readLogin(rest);
    if (login) return { digest: login };
  }
  const aws = scheme === 'aws' ? readAws(rest) : undefined;
  if (aws) return { aws };
  const message = foreign[scheme];
  if (message === undefined || rest === '') return { value };
  return {
    problem: {
      code: 'unsupported-authorization',
      severity: 'error',
      message: `${message}: the request would carry the secret as it stands`,
    },
  };
}

/** `accessId secretKey token:… region:… service:…`, of which the last three may be left out. */
function readAws(text: string): SendOptions['aws'] {
  const [accessKeyId = '', secretAccessKey, ...settings] = text.split(/[ \t]+/);
  if (secretAccessKey === undefined) return undefined;
  const setting = (name: string) =>
    settings.find(one => one.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1);
  const [sessionToken, region, service] = ['token', 'region', 'service'].map(setting);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken ? { sessionToken } : {}),
    ...(region ? { region } : {}),
    ...(service ? { service } : {}),
  };
}

/** `user:password`, or `user password` where the rest of the line is the password. One word is a finished token. */
function readLogin(text: string): { user: string; password: string } | undefined {
  const space = text.search(/[ \t]/);
  const firstWord = space < 0 ? text : text.slice(0, space);
  const colon = firstWord.indexOf(':');
  if (colon >= 0) return { user: text.slice(0, colon), password: text.slice(colon + 1) };
  return space < 0 ? undefined : { user: firstWord, password: text.slice(space).trim() };
}
