// HTTP Message Signatures (RFC 9421): no scheme of Authorization, but two fields, Signature-Input and Signature.
import type { Span } from '../../text/span.ts';
import type { HeaderProblem, Parsed } from '../model.ts';
import { problem } from '../problems.ts';
import { type Member, parseDictionary } from '../structured-fields.ts';

/** One signature as Signature-Input describes it (RFC 9421 §4.1). Times are seconds since 1970. */
export interface SignatureInput {
  readonly label: string;
  /** The components that were signed, as written: `@method`, `content-digest`. */
  readonly components: readonly string[];
  readonly created?: number;
  readonly expires?: number;
  readonly keyid?: string;
  readonly alg?: string;
  readonly span: Span;
}

/** RFC 9421 §2.2. */
const derived = new Set([
  '@method',
  '@target-uri',
  '@authority',
  '@scheme',
  '@request-target',
  '@path',
  '@query',
  '@query-param',
  '@status',
]);

/** RFC 9421 §6.2.2. */
const algorithms = new Set([
  'rsa-pss-sha512',
  'rsa-v1_5-sha256',
  'hmac-sha256',
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'ed25519',
]);

export function parseSignatureInput(value: string): Parsed<readonly SignatureInput[]> {
  const { members, faultAt } = parseDictionary(value);
  const problems: HeaderProblem[] = [];
  if (faultAt !== undefined) {
    const message = 'The field is no structured dictionary from here on, so that all of it counts as absent';
    problems.push(problem('signature-parts', { start: faultAt, end: value.length }, message));
  }
  for (const member of members) problems.push(...checkMember(member));
  return { value: members.filter(({ isList }) => isList).map(toSignatureInput), problems };
}

function toSignatureInput({ key, items, params, span }: Member): SignatureInput {
  const number = (name: string) => {
    const item = params.get(name);
    return item?.kind === 'number' ? { [name]: item.number } : {};
  };
  const text = (name: string) => {
    const item = params.get(name);
    return item?.kind === 'string' ? { [name]: item.text } : {};
  };
  return {
    label: key,
    components: items.flatMap(({ value }) => (value.kind === 'string' ? [value.text] : [])),
    ...number('created'),
    ...number('expires'),
    ...text('keyid'),
    ...text('alg'),
    span,
  };
}

function checkMember({ key, items, isList, params, span }: Member): HeaderProblem[] {
  if (!isList) {
    const message = `"${key}" must be a list of components in brackets, as in ("@method" "@authority")`;
    return [problem('signature-parts', span, message)];
  }
  const problems: HeaderProblem[] = [];
  const seen = new Set<string>();
  for (const { value, params: options, span: at } of items) {
    const name = value.kind === 'string' ? value.text : '';
    const identity = JSON.stringify([name, ...options]);
    if (value.kind !== 'string') problems.push(problem('signature-parts', at, 'A component must be a quoted string'));
    else if (name.startsWith('@') && !derived.has(name))
      problems.push(problem('signature-parts', at, `"${name}" is no derived component`, [], 'warning'));
    else if (name !== name.toLowerCase())
      problems.push(problem('signature-parts', at, `"${name}" must be written in lower case`));
    else if (seen.has(identity)) problems.push(problem('signature-parts', at, `"${name}" is listed twice`));
    seen.add(identity);
  }
  const alg = params.get('alg');
  if (alg?.kind === 'string' && !algorithms.has(alg.text))
    problems.push(problem('signature-parts', span, `"${alg.text}" is no registered algorithm`, [], 'warning'));
  const created = params.get('created');
  const expires = params.get('expires');
  if (created?.kind === 'number' && expires?.kind === 'number' && expires.number <= created.number)
    problems.push(problem('signature-parts', span, `The signature "${key}" ends before it was made`));
  return problems;
}
