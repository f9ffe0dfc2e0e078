// `SSLConfiguration` of an environment, as JetBrains' client has it: which certificate to show, and whether to verify the
// server's.
import { clientCertificateFrom } from './client-certificate.ts';
import type { EnvironmentSource } from './environments.ts';
import type { FileRequest } from './http-file.ts';
import { type JsonMember, type JsonValue, parseJsonMembers } from './json-members.ts';
import type { Lookup } from './lookup.ts';
import type { RequestProblem } from './problem.ts';
import type { SendOptions } from './sender.ts';

export interface EnvironmentTls {
  readonly certificate?: string;
  readonly key?: string;
  readonly hasPassphrase: boolean;
  readonly verifies: boolean;
}

/** The strongest source that has one counts. */
export function readEnvironmentTls(
  sources: readonly EnvironmentSource[],
  environment: string | undefined,
): EnvironmentTls | undefined {
  for (const { kind, text } of sources) {
    if (kind !== 'json') continue;
    const members = membersOf(memberOf(parseJsonMembers(text), environment));
    const found = memberOf(members, 'SSLConfiguration');
    if (found?.kind === 'object') return readConfiguration(found.members);
  }
  return undefined;
}

function readConfiguration(members: readonly JsonMember[]): EnvironmentTls {
  const [certificate, key] = ['clientCertificate', 'clientCertificateKey'].map(name => pathOf(memberOf(members, name)));
  const word = (name: string) => formatWord(memberOf(members, name));
  return {
    ...(certificate ? { certificate } : {}),
    ...(key ? { key } : {}),
    hasPassphrase: word('hasCertificatePassphrase') === 'true',
    verifies: word('verifyHostCertificate') !== 'false',
  };
}

/** `"cert.pem"`, or `{"path": "cert.pem", "format": "PEM"}`. */
function pathOf(value: JsonValue | undefined): string | undefined {
  const path = value?.kind === 'object' ? memberOf(value.members, 'path') : value;
  return path?.kind === 'text' ? path.text : undefined;
}

function memberOf(members: readonly JsonMember[], name: string | undefined): JsonValue | undefined {
  return members.find(member => member.name === name)?.value;
}

function membersOf(value: JsonValue | undefined): readonly JsonMember[] {
  return value?.kind === 'object' ? value.members : [];
}

function formatWord(value: JsonValue | undefined): string | undefined {
  return value && 'text' in value ? value.text : undefined;
}

/** What the request itself says goes before. */
export function withEnvironmentTls(
  options: SendOptions,
  { settings, url }: FileRequest,
  lookup: Lookup,
  problems: RequestProblem[],
): SendOptions {
  const { tls } = lookup;
  if (!tls) return options;
  const { span } = url;
  const verified = tls.verifies || options.verifyTls === false ? options : { ...options, verifyTls: false };
  const isLeftOut = options.clientCertificate || settings.some(({ key }) => key === 'noclientcert');
  if (tls.certificate === undefined || isLeftOut) return verified;
  const question = {
    expression: 'SSLConfiguration',
    text: `The passphrase of the certificate "${tls.certificate}"`,
    secret: true,
  };
  const passphrase = tls.hasPassphrase ? lookup.answer?.(question) : undefined;
  const { certificate, problem } = clientCertificateFrom(
    {
      by: '"SSLConfiguration"',
      ...(/\.(?:p12|pfx)$/i.test(tls.certificate) ? { pfx: tls.certificate } : { cert: tls.certificate }),
      ...(tls.key === undefined ? {} : { key: tls.key }),
      ...(passphrase === undefined ? {} : { passphrase }),
    },
    path => lookup.file?.(path),
  );
  if (problem) problems.push({ ...problem, span });
  return certificate ? { ...verified, clientCertificate: certificate } : verified;
}
