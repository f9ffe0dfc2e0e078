import { fileOfBody } from '../body-pieces.ts';
import type { ImportedRequest } from '../importer.ts';
import type { AwsCredentials } from '../sender.ts';
import { contentTypeOf, headersToWrite } from './exporter.ts';

/** The words of a `curl` command that sends a request, line by line, before any shell's quoting. */
export function curlWords(request: ImportedRequest): string[][] {
  const { options = {}, body, method, url } = request;
  const lines = [['curl']];
  if (method === 'HEAD' && !body) lines.push(['--head']);
  else if (method !== (body ? 'POST' : 'GET')) lines.push(['--request', method]);
  // curl takes these for patterns of several addresses.
  if (/[[\]{}]/.test(url)) lines.push(['--globoff']);
  lines.push(url.startsWith('-') ? ['--url', url] : [url]);
  for (const { name, value } of headersToWrite(request))
    lines.push(['--header', value === '' ? `${name};` : `${name}: ${value}`]);
  // Without this, curl would call any body a form.
  if (body && contentTypeOf(request) === undefined) lines.push(['--header', 'Content-Type:']);
  const file = fileOfBody(body);
  if (file !== undefined) lines.push(['--data-binary', `@${file}`]);
  else if (body) lines.push(['--data-raw', body.text]);
  if (options.digest) lines.push(['--digest', '--user', `${options.digest.user}:${options.digest.password}`]);
  if (options.aws) lines.push(...awsWords(options.aws));
  if (options.followRedirects !== false) lines.push(['--location']);
  if (options.verifyTls === false) lines.push(['--insecure']);
  if (options.proxy) lines.push(['--proxy', options.proxy.url]);
  if (options.proxy?.noProxy) lines.push(['--noproxy', options.proxy.noProxy.join(',')]);
  if (options.timeout !== undefined) lines.push(['--max-time', String(options.timeout / 1000)]);
  return lines;
}

/** What curl is not told of region and service, it takes from the host. */
function awsWords({ accessKeyId, secretAccessKey, sessionToken, region, service }: AwsCredentials): string[][] {
  const scope = ['aws', 'amz', ...(region ? [region, ...(service ? [service] : [])] : [])];
  return [
    ['--aws-sigv4', scope.join(':')],
    ['--user', `${accessKeyId}:${secretAccessKey}`],
    ...(sessionToken ? [['--header', `X-Amz-Security-Token: ${sessionToken}`]] : []),
  ];
}
