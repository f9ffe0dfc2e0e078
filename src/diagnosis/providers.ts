import type { Provider, ProviderTell } from '../providers/provider.ts';
import { headerValues } from '../request/model.ts';
import type { Facts } from './exchange.ts';
import type { Evidence } from './model.ts';

/** What providers say about an answer of theirs. */
export function readProviders(facts: Facts, recognised: readonly Provider[]): Evidence[] {
  return recognised.flatMap(provider =>
    provider.tells.filter(tell => matchesTell(tell, facts)).map(tell => toEvidence(tell, provider, facts)),
  );
}

export function recogniseProviders(facts: Facts, providers: readonly Provider[]): Provider[] {
  return providers.filter(provider => isRecognised(provider, facts));
}

function isRecognised({ recognise }: Provider, { url, response, body }: Facts): boolean {
  const host = url?.hostname ?? '';
  return (
    (recognise.hosts ?? []).some(pattern => pattern.test(host)) ||
    (recognise.headers ?? []).some(({ name, matches }) =>
      headerValues(response.headers, name).some(value => !matches || matches.test(value)),
    ) ||
    (recognise.body ?? []).some(pattern => pattern.test(body.slice(0, 20_000)))
  );
}

function matchesTell(tell: ProviderTell, { status, response, body, main, authorization, failed }: Facts): boolean {
  const { header } = tell;
  if (!failed && !header && !tell.status) return false;
  if (tell.status && !tell.status.includes(status)) return false;
  if (tell.authorization && !tell.authorization.test(authorization?.value ?? '')) return false;
  if (tell.credentials && (tell.credentials === 'present') !== (main !== undefined)) return false;
  if (tell.body && !tell.body.test(body.slice(0, 20_000))) return false;
  return !header || headerValues(response.headers, header.name).some(value => header.matches.test(value));
}

function toEvidence(tell: ProviderTell, provider: Provider, { body }: Facts): Evidence {
  const match = tell.body?.exec(body.slice(0, 20_000));
  const pointer: Evidence['pointer'] = match
    ? { kind: 'response-body', span: { start: match.index, end: match.index + match[0].length } }
    : tell.header
      ? { kind: 'response-header', name: tell.header.name }
      : { kind: 'status' };
  return { cause: tell.cause, strength: tell.strength, source: provider.id, text: tell.says, pointer };
}
