// `Invoke-WebRequest`, in the way of the browsers' "Copy as PowerShell". Secrets become variables of the environment.

import { fileOfBody } from '../body-pieces.ts';
import { headerValue } from '../model.ts';
import { contentTypeOf, type Exporter, headersToWrite, joinedHeaders, mark, writeParts } from './exporter.ts';
import { withPlaceholders } from './placeholders.ts';

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'MERGE', 'PATCH']);
/** These have parameters of their own; as headers, Windows PowerShell refuses them. */
const separate = new Set(['content-type', 'user-agent', 'cookie']);

export const powershell: Exporter = {
  id: 'powershell',
  title: 'PowerShell',
  format(request, { showSecrets }) {
    const shown = showSecrets ? request : withPlaceholders(request, name => `${mark}${name}${mark}`).request;
    const { method, url, body } = shown;
    const { options = {} } = shown;
    const file = fileOfBody(body);
    const cookie = headerValue(shown.headers, 'Cookie');
    const userAgent = headerValue(shown.headers, 'User-Agent');
    const contentType = contentTypeOf(shown);
    const headers = joinedHeaders(headersToWrite(shown)).filter(([name]) => !separate.has(name.toLowerCase()));
    const host = URL.canParse(request.url) ? new URL(request.url).hostname : '';
    const session = cookie === undefined ? [] : sessionWith(cookie, host);
    const parts = [
      `Invoke-WebRequest -UseBasicParsing -Uri ${quote(url)}`,
      `-${knownMethods.has(method) ? 'Method' : 'CustomMethod'} ${quote(method)}`,
      ...(session.length > 0 ? ['-WebSession $session'] : []),
      ...(userAgent === undefined ? [] : [`-UserAgent ${quote(userAgent)}`]),
      ...(headers.length > 0
        ? [`-Headers @{\n${headers.map(([name, value]) => `  ${quote(name)}=${quote(value)}`).join('\n')}\n}`]
        : []),
      ...(contentType === undefined ? [] : [`-ContentType ${quote(contentType)}`]),
      ...(file === undefined ? [] : [`-InFile ${quote(file)}`]),
      ...(body && file === undefined ? [`-Body ([System.Text.Encoding]::UTF8.GetBytes(${quote(body.text)}))`] : []),
      ...(options.followRedirects === false ? ['-MaximumRedirection 0'] : []),
      ...(options.verifyTls === false ? ['-SkipCertificateCheck'] : []),
      ...(options.proxy ? [`-Proxy ${quote(options.proxy.url)}`] : []),
    ];
    return [...session, parts.join(' `\n')].join('\n');
  },
};

function sessionWith(cookie: string, host: string): string[] {
  const pairs = cookie
    .split(';')
    .map(pair => pair.trim())
    .filter(pair => pair !== '');
  return [
    '$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession',
    ...pairs.map(pair => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return `$session.Cookies.Add((New-Object System.Net.Cookie(${[name, value, '/', host].map(quote).join(', ')})))`;
    }),
  ];
}

function quote(text: string): string {
  return `"${writeParts(text, quoteText, name => `\${env:${name}}`).join('')}"`;
}

/** Typographic quotes are quotes to PowerShell, and its files are often not in UTF-8: only ASCII is written as it is. */
function quoteText(text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const character = text[i] ?? '';
    const code = text.charCodeAt(i);
    if (character === '\n') return '`n';
    if (character === '\r') return '`r';
    if (character === '\t') return '`t';
    if (code < 0x20 || code > 0x7e) return `$([char]${code})`;
    return /["`$]/.test(character) ? `\`${character}` : character;
  }).join('');
}
