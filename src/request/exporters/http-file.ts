// A `.http` file that every client reads. Secrets become variables to be asked for, unless they are wanted as they are.
import type { ImportedRequest } from '../importer.ts';
import type { AwsCredentials } from '../sender.ts';
import { type Exporter, headersToWrite } from './exporter.ts';
import { withPlaceholders } from './placeholders.ts';

export const httpFile: Exporter = {
  id: 'http-file',
  title: '.http file',
  format: (request, { showSecrets }) => formatHttpFile([request], { showSecrets }),
};

export function formatHttpFile(
  requests: readonly ImportedRequest[],
  { showSecrets }: { readonly showSecrets: boolean },
): string {
  return requests.map(request => formatRequest(request, showSecrets)).join('\n');
}

function formatRequest(request: ImportedRequest, showSecrets: boolean): string {
  const { request: shown, names } = showSecrets
    ? { request, names: [] }
    : withPlaceholders(request, variable => `{{${variable}}}`);
  const { name = '', options = {} } = request;
  const lines = [`### ${name.replace(/[\r\n]+/g, ' ')}`.trimEnd()];
  lines.push(...names.map(variable => `# @prompt ${variable}`));
  if (options.followRedirects === false) lines.push('# @no-redirect');
  if (options.verifyTls === false) lines.push('# @no-reject-unauthorized');
  if (options.timeout !== undefined) lines.push(`# @timeout ${options.timeout} ms`);
  lines.push(`${shown.method} ${shown.url}`);
  lines.push(...headersToWrite(shown).map(header => `${header.name}: ${header.value}`));
  if (shown.options?.digest)
    lines.push(`Authorization: Digest ${shown.options.digest.user} ${shown.options.digest.password}`);
  if (shown.options?.aws) lines.push(`Authorization: ${awsForm(shown.options.aws)}`);
  if (shown.body) lines.push('', shown.body.text);
  return `${lines.join('\n')}\n`;
}

/** As REST Client and httpYac have it. */
function awsForm({ accessKeyId, secretAccessKey, sessionToken, region, service }: AwsCredentials): string {
  const settings = Object.entries({ token: sessionToken, region, service }).flatMap(([name, value]) =>
    value ? [`${name}:${value}`] : [],
  );
  return ['AWS', accessKeyId, secretAccessKey, ...settings].join(' ');
}
