import { encodeBasic } from '../../auth/schemes/basic.ts';
import { headerNamedIn } from '../../diagnosis/said-of-header.ts';
import { findCredentials } from '../../diagnosis/sent.ts';
import { type Exchange, type HttpRequest, headerValue } from '../../request/model.ts';
import { withHeader, withoutCredential, withParameter, writtenRequest } from '../repair.ts';
import type { CredentialForm } from './credential-form.ts';

/**
 * The answer does not say what the server wants, so the user does: the likeliest place is filled in, and may be changed into
 * another header, a cookie or a parameter of the query.
 */
export function openForm(exchange: Exchange): CredentialForm {
  const guess = likeliestPlace(exchange);
  return {
    sentAs: 'the API documents it',
    questions: [
      {
        name: 'as',
        label: 'Sent as',
        secret: false,
        value: guess,
        help: 'Such as "Authorization: Bearer", "Authorization: Basic", "X-Api-Key:", "Cookie: session=" or "?key="',
      },
      { name: 'token', label: 'Token, key, or user:password', secret: true },
    ],
    apply: (request, { as = '', token = '' }) => {
      const bare = findCredentials(request)
        .filter(({ place }) => place === 'header')
        .reduce(withoutCredential, request);
      const placed = place(bare, as.trim() || guess, token.trim());
      return placed
        ? { kind: 'request', request: placed }
        : { kind: 'instructions', text: `"${as}" is no header, no cookie and no parameter: write "Name:" or "?name="` };
    },
  };
}

function place(request: HttpRequest, as: string, secret: string): HttpRequest | undefined {
  const parameter = /^\?([^=&\s]+)=?$/.exec(as)?.[1];
  if (parameter !== undefined) return withParameter(request, parameter, secret);
  const colon = as.indexOf(':');
  const [header, before] = [as.slice(0, Math.max(colon, 0)), as.slice(colon + 1).trim()];
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(header)) return undefined;
  const cookie = /^([^=;\s]+)=$/.exec(before)?.[1];
  if (cookie !== undefined && /^cookie$/i.test(header)) {
    const others = (headerValue(request.headers, 'Cookie') ?? '').split('; ');
    const kept = others.filter(pair => pair !== '' && !pair.startsWith(`${cookie}=`));
    return withHeader(request, header, [...kept, `${cookie}=${secret}`].join('; '));
  }
  return withHeader(request, header, before === '' ? secret : `${before} ${encoded(before, secret)}`);
}

/** A password is typed as people know it. */
function encoded(scheme: string, secret: string): string {
  const colon = secret.indexOf(':');
  return /^basic$/i.test(scheme) && colon >= 0 ? encodeBasic(secret.slice(0, colon), secret.slice(colon + 1)) : secret;
}

/** Where the answer speaks of an API key, the header that it names, or the usual one. */
function likeliestPlace(exchange: Exchange): string {
  const text = exchange.response?.body?.text.slice(0, 10_000) ?? '';
  const named = headerNamedIn(exchange);
  const sent = headerValue(writtenRequest(exchange).headers, named ?? 'X-Api-Key');
  if (sent === undefined && (named !== undefined || /\bapi[ _-]?key\b/i.test(text))) return `${named ?? 'X-Api-Key'}:`;
  return 'Authorization: Bearer';
}
