import { findTokens } from '../jwt/find.ts';
import { describeState, tokenState } from '../jwt/times.ts';
import type { HttpRequest } from '../request/model.ts';
import { checkBeforeSending } from '../request/preflight.ts';
import { isLoopbackHost } from '../text/loopback.ts';

export interface RequestWarning {
  readonly message: string;
  /** The header that it is about, and what would mend its value, where that is known. */
  readonly header?: string;
  readonly fix?: string;
}

/** What speaks against sending a request to another computer. To this one, nothing leaves, and failing is a way to learn. */
export function checkRequest(request: HttpRequest, now: number): readonly RequestWarning[] {
  if (URL.canParse(request.url) && isLoopbackHost(new URL(request.url).hostname)) return [];
  const warnings = checkBeforeSending(request)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ message, header, fixes }) => ({
      message,
      ...(header !== undefined && { header }),
      ...(fixes?.[0] && { fix: fixes[0].title }),
    }));
  return [...warnings, ...expiredTokens(request, now)];
}

function expiredTokens({ headers }: HttpRequest, now: number): RequestWarning[] {
  return headers.flatMap(({ name, value }) =>
    findTokens(value, { limit: 1 }).flatMap(token => {
      const state = tokenState(token, now);
      if (state.kind !== 'expired' || state.oddity) return [];
      return [{ header: name, message: `The token in "${name}" ${describeState(state, now)}: get a new one first` }];
    }),
  );
}
