// Says what a claim or a header parameter means and who says so. It knows names, not values: whether a value is right is
// problems.ts's to say.

import type { DecodedToken } from './model.ts';
import { type ClaimProvider, claimProviders, commonClaims } from './provider-claims.ts';
import { type ClaimTable, headerParameters, registeredClaims } from './registered-claims.ts';

export interface Explanation {
  readonly meaning: string;
  /** Who says so: `RFC 7519 §4.1.1`, `Entra ID`. */
  readonly source: string;
}

const registered = toMap(registeredClaims);
const common = toMap(commonClaims);
const parameters = toMap(headerParameters);

/**
 * The provider that issued the token comes first, since it may use a registered name in its own way; then the registry; then
 * a provider's name that no other provider uses.
 */
export function explainClaim(
  name: string,
  _value: unknown,
  token: Pick<DecodedToken, 'payload'>,
): Explanation | undefined {
  const provider = findProvider(token);
  return (provider && explainAs(provider, name)) ?? registered.get(name) ?? common.get(name) ?? explainUniqueName(name);
}

export function explainHeaderParameter(name: string): Explanation | undefined {
  return parameters.get(name);
}

/** Who issued the token, by its issuer or else by claims that only that provider uses. */
export function findProvider(token: Pick<DecodedToken, 'payload'>): ClaimProvider | undefined {
  const { payload } = token;
  if (!payload) return undefined;
  const { iss } = payload;
  return (
    claimProviders.find(provider => typeof iss === 'string' && provider.issuer.test(iss)) ??
    claimProviders.find(provider => provider.telltale.some(name => Object.hasOwn(payload, name)))
  );
}

function explainAs(provider: ClaimProvider, name: string): Explanation | undefined {
  const claim = provider.claims.find(([candidate]) => candidate === name);
  return claim && { meaning: claim[1], source: provider.title };
}

function explainUniqueName(name: string): Explanation | undefined {
  const users = claimProviders.filter(provider => explainAs(provider, name));
  return users.length === 1 && users[0] ? explainAs(users[0], name) : undefined;
}

function toMap(table: ClaimTable): ReadonlyMap<string, Explanation> {
  return new Map(table.map(([name, meaning, source]) => [name, { meaning, source }]));
}
