import type { ImportedRequest } from '../importer.ts';
import { type Replace, replaceInRequest, replaceInUrl } from '../secrets.ts';
import type { AwsCredentials } from '../sender.ts';

/** A request without its secrets, and the names of the variables that stand in for them. */
export interface WithPlaceholders {
  readonly request: ImportedRequest;
  readonly names: readonly string[];
}

/** `write` gives a variable in the syntax of the export. The same secret has the same name wherever it stands. */
export function withPlaceholders(request: ImportedRequest, write: (name: string) => string): WithPlaceholders {
  const nameOf = new Map<string, string>();
  const taken = new Set<string>();
  const replace = (secret: string, field: string) => {
    const known = nameOf.get(secret);
    if (known) return write(known);
    const base =
      field.toLowerCase() === 'authorization'
        ? 'TOKEN'
        : field
            .toUpperCase()
            .replace(/[^A-Z0-9]+/g, '_')
            .replace(/^(?=\d)/, '_');
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    taken.add(name);
    nameOf.set(secret, name);
    return write(name);
  };
  const { options } = request;
  const replaced: ImportedRequest = { ...request, ...replaceInRequest(request, replace) };
  if (!options) return { request: replaced, names: [...taken] };
  const { digest, aws, proxy } = options;
  const hidden = {
    ...options,
    ...(digest ? { digest: { ...digest, password: replace(digest.password, 'password') } } : {}),
    ...(aws ? { aws: withoutKeys(aws, replace) } : {}),
    ...(proxy ? { proxy: { ...proxy, url: replaceInUrl(proxy.url, replace) } } : {}),
  };
  return { request: { ...replaced, options: hidden }, names: [...taken] };
}

function withoutKeys(aws: AwsCredentials, replace: Replace): AwsCredentials {
  return {
    ...aws,
    secretAccessKey: replace(aws.secretAccessKey, 'secret access key'),
    ...(aws.sessionToken ? { sessionToken: replace(aws.sessionToken, 'session token') } : {}),
  };
}
