// What can be known to go wrong before anything leaves: a look at the request alone, without network, clock or provider.
import { checkHeader } from '../auth/check.ts';
import type { HeaderProblem } from '../auth/model.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import { isCredentialHeader, isCredentialParameter } from './credential-fields.ts';
import { findReferences } from './http-file.ts';
import type { HttpRequest } from './model.ts';
import type { RequestProblem } from './problem.ts';
import { checkSendable } from './wire.ts';

export type PreflightWarning = RequestProblem & {
  /** The header that the warning is about; `span` and `fixes` are then of its value. */
  readonly header?: string;
  readonly fixes?: HeaderProblem['fixes'];
};

export function checkBeforeSending(request: HttpRequest): PreflightWarning[] {
  const unsendable = checkSendable(request);
  return [
    ...unresolved(request),
    ...(unsendable ? [{ code: unsendable.code, severity: 'error' as const, message: unsendable.message }] : []),
    ...headerProblems(request),
    ...secretsInTheOpen(request),
    ...userinfo(request),
  ];
}

function unresolved(request: HttpRequest): PreflightWarning[] {
  const places = [
    { place: 'the address', text: request.url },
    ...request.headers.map(({ name, value }) => ({ place: `"${name}"`, text: `${name} ${value}` })),
    { place: 'the body', text: request.body?.text ?? '' },
  ];
  return places.flatMap(({ place, text }) =>
    findReferences(text)
      // Templates of other languages are welcome in a body: there, only what looks like a variable's name counts.
      .filter(({ expression }) => place !== 'the body' || /^[\w$.-]{1,100}$/.test(expression))
      .map(({ expression }) => ({
        code: 'unresolved-variable',
        severity: place === 'the body' ? ('warning' as const) : ('error' as const),
        message: `"{{${expression}}}" in ${place} has no value: it would be sent as it stands`,
      })),
  );
}

function headerProblems(request: HttpRequest): PreflightWarning[] {
  return request.headers.flatMap(({ name, value }) =>
    checkHeader(name, value)
      // Variables are told above, wherever they stand.
      .filter(({ code }) => code !== 'unresolved-variable' || findReferences(value).length === 0)
      .map(problem => ({ ...problem, header: name })),
  );
}

function secretsInTheOpen(request: HttpRequest): PreflightWarning[] {
  if (!URL.canParse(request.url)) return [];
  const url = new URL(request.url);
  if (url.protocol !== 'http:' || isLoopbackHost(url.hostname)) return [];
  const names = [
    ...request.headers
      .filter(({ name, value }) => isCredentialHeader(name) && value.trim() !== '')
      .map(({ name }) => name),
    ...[...url.searchParams.keys()].filter(isCredentialParameter),
    ...(url.password === '' ? [] : ['the password in the address']),
  ];
  return [...new Set(names)].map(name => ({
    code: 'secret-over-http',
    severity: 'warning',
    message: `"${name}" would cross the network to "${url.host}" unencrypted: use https://`,
  }));
}

function userinfo(request: HttpRequest): PreflightWarning[] {
  if (!URL.canParse(request.url)) return [];
  const { username, password } = new URL(request.url);
  if (username === '' && password === '') return [];
  const given = request.headers.some(({ name }) => name.toLowerCase() === 'authorization');
  const message = given
    ? 'The name and password in the address are not sent, because there is an "Authorization" header: remove one of the two'
    : 'The name and password in the address are sent as "Authorization: Basic …": write that header instead, addresses end up in logs';
  return [{ code: 'userinfo-in-url', severity: given ? 'warning' : 'info', message }];
}
