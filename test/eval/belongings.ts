// What the user of a server has, read from a request that it takes, and how such a user answers what a repair asks.
import { parseCredentials } from '../../src/auth/credentials.ts';
import { decodeBasic } from '../../src/auth/schemes/basic.ts';
import { findCredentials } from '../../src/diagnosis/sent.ts';
import type { QuestionView } from '../../src/panel/protocol.ts';
import { type HttpRequest, headerValue } from '../../src/request/model.ts';
import type { SendOptions } from '../../src/request/sender.ts';

/** A request that the server takes, and what the sender adds to it. */
export interface Whole {
  readonly request: HttpRequest;
  readonly options?: SendOptions;
  /** What the user has beside it, such as a refresh token. */
  readonly also?: Belongings;
}

export type Belongings = Readonly<Record<string, string>>;

/** By the name of the question that asks for it. */
export function belongingsOf({ request, options = {}, also }: Whole): Belongings {
  const found = findCredentials(request);
  const basic = found.find(({ kind }) => kind === 'basic');
  const password = found.find(({ kind }) => kind === 'password');
  const token = found.find(({ kind }) => kind === 'jwt' || kind === 'opaque-token' || kind === 'api-key');
  const session = found.find(({ kind }) => kind === 'session');
  const pair = basic && `${basic.user}:${basic.password}`;
  const fields = bodyFields(request);
  const proxy = parseCredentials(options.proxy?.authorization ?? '').value;
  const ofProxy = proxy && decodeBasic(proxy.rest.trim());
  const user =
    options.digest?.user ??
    ofProxy?.user ??
    basic?.user ??
    fields.username ??
    fields.user ??
    fields.email ??
    fields.name;
  const known = {
    user,
    password: options.digest?.password ?? ofProxy?.password ?? basic?.password ?? password?.value,
    token: (token && (token.credentials?.rest.trim() || token.value)) ?? pair ?? session?.value,
    client_id: fields.client_id,
    client_secret: fields.client_secret,
    as: sentAs(request),
    access_key: options.aws?.accessKeyId,
    secret_key: options.aws?.secretAccessKey,
    ...(basic && fields.client_id === undefined && { client_id: basic.user, client_secret: basic.password }),
    ...also,
  };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** By the user's own program, for this one request. */
export function isSigned({ request, options }: Whole): boolean {
  return !options?.aws && findCredentials(request).some(({ kind }) => kind === 'signature' || kind === 'digest');
}

/** Undefined where the user cannot answer all that has to be. */
export function answer(
  questions: readonly QuestionView[],
  whole: Whole,
  has: Belongings,
): Record<string, string> | undefined {
  const answers = questions.map(({ name, label, value, optional }): readonly [string, string | undefined] => {
    const known = has[name] ?? named(label, whole.request) ?? inPlace(name, label, whole, has);
    // What is filled in already is left, but for where the user knows better.
    return [name, known ?? (value || (optional ? '' : undefined))];
  });
  return answers.every((entry): entry is [string, string] => entry[1] !== undefined)
    ? Object.fromEntries(answers)
    : undefined;
}

/** A question that names a header or a cookie: `Value of the cookie sid`. */
function named(label: string, request: HttpRequest): string | undefined {
  const [, cookie, name = ''] = /^Value of (the cookie )?(\S+)$/.exec(label) ?? [];
  if (name === '') return undefined;
  if (!cookie) return headerValue(request.headers, name) ?? new URL(request.url).searchParams.get(name) ?? undefined;
  const pairs = (headerValue(request.headers, 'Cookie') ?? '').split('; ');
  return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The value of a variable: what people write after the scheme, `user:password` for one of a password. */
function inPlace(name: string, label: string, _whole: Whole, has: Belongings): string | undefined {
  if (label !== `Value for "${name}"`) return undefined;
  return has.token ?? (has.user !== undefined ? `${has.user}:${has.password}` : undefined);
}

/** `Authorization: Bearer`, `X-Api-Key:`, `Cookie: sid=` */
function sentAs(request: HttpRequest): string | undefined {
  const [main] = findCredentials(request);
  if (main?.place === 'query') return `?${main.name}=`;
  if (main?.place === 'cookie') return `Cookie: ${main.name}=`;
  if (main?.place !== 'header') return undefined;
  return `${main.name}: ${parseCredentials(main.value).value?.scheme ?? ''}`.trim();
}

function bodyFields({ body }: HttpRequest): Record<string, string> {
  if (!body) return {};
  try {
    return JSON.parse(body.text) as Record<string, string>;
  } catch {
    return Object.fromEntries(new URLSearchParams(body.text));
  }
}
