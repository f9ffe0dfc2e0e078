import type { HttpRequest } from '../model.ts';
import { withPlaceholders } from './placeholders.ts';

// A `.http` file that every client reads. Secrets become variables to be asked for, unless they are wanted as they are.

export function formatHttpFile(
  requests: readonly (HttpRequest & { readonly name?: string })[],
  { showSecrets }: { readonly showSecrets: boolean },
): string {
  return requests.map(request => formatRequest(request, request.name, showSecrets)).join('\n');
}

function formatRequest(request: HttpRequest, name: string | undefined, showSecrets: boolean): string {
  const { request: shown, names } = showSecrets
    ? { request, names: [] }
    : withPlaceholders(request, variable => `{{${variable}}}`);
  const lines = [`### ${(name ?? '').replace(/[\r\n]+/g, ' ')}`.trimEnd()];
  lines.push(...names.map(variable => `# @prompt ${variable}`));
  lines.push(`${shown.method} ${shown.url}`);
  // The length is the client's to count; a Host that the address gives too would only go stale.
  const kept = shown.headers.filter(({ name: header, value }) => {
    const lower = header.toLowerCase();
    return (
      lower !== 'content-length' &&
      !(lower === 'host' && URL.canParse(request.url) && value === new URL(request.url).host)
    );
  });
  lines.push(...kept.map(header => `${header.name}: ${header.value}`));
  if (shown.body) lines.push('', shown.body.text);
  return `${lines.join('\n')}\n`;
}
