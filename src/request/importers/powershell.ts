// Reads `Invoke-WebRequest` and `Invoke-RestMethod` as the browser's "Copy as PowerShell" and API tools give them: strings,
// here-strings, hash tables and the variables that hold them. Nothing is run.
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import type { Header } from '../model.ts';
import { parsePowerShell, type Statement, type Value } from '../powershell-script.ts';
import type { RequestProblem } from '../problem.ts';

const commands = new Set(['invoke-webrequest', 'invoke-restmethod', 'iwr', 'irm']);

export const powershell: Importer = {
  id: 'powershell',
  title: 'Invoke-WebRequest (PowerShell)',
  recognises: text => /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s/i.test(text.slice(0, 8000)),
  parse(text): Imported {
    const problems: RequestProblem[] = [];
    const requests = parsePowerShell(text).flatMap(statement => readStatement(statement, problems));
    if (requests.length === 0 && problems.length === 0)
      problems.push({
        code: 'no-invoke',
        severity: 'error',
        message: 'No "Invoke-WebRequest" or "Invoke-RestMethod" was found',
      });
    return { requests, problems };
  },
};

function readStatement({ command, values, span, session }: Statement, problems: RequestProblem[]): ImportedRequest[] {
  if (!commands.has(command.toLowerCase())) return [];
  const parameters = new Map<string, Value>();
  const free: Value[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value?.kind !== 'parameter') {
      if (value) free.push(value);
      continue;
    }
    const name = value.name.toLowerCase();
    if (switches.has(name)) parameters.set(name, value);
    else parameters.set(name, values[++i] ?? { kind: 'text', text: '' });
  }
  const text = (name: string) => {
    const value = parameters.get(name);
    return value?.kind === 'text' ? value.text : undefined;
  };
  const url = text('uri') ?? (free[0]?.kind === 'text' ? free[0].text : undefined);
  if (!url) {
    problems.push({ code: 'no-url', severity: 'error', message: `"${command}" has no "-Uri"`, span });
    return [];
  }
  const body = text('body') ?? formOf(parameters.get('body'));
  const method = (text('method') ?? text('custommethod') ?? 'GET').toUpperCase();
  if (parameters.has('infile') || parameters.has('form'))
    problems.push({
      code: 'file',
      severity: 'warning',
      message: 'Files that the command names are not read: put their content in the body',
      span,
    });
  return [
    {
      method,
      url: url.includes('://') || url.startsWith('{{') ? url : `http://${url}`,
      headers: headersOf(parameters, text, session, body !== undefined),
      ...(body === undefined ? {} : { body: { text: body } }),
      options: {
        ...(text('maximumredirection') === '0' ? { followRedirects: false } : {}),
        ...(parameters.has('skipcertificatecheck') ? { verifyTls: false } : {}),
        ...(text('proxy') ? { proxy: { url: text('proxy') ?? '' } } : {}),
      },
    },
  ];
}

/** Parameters that take no value. */
const switches = new Set(
  `usebasicparsing usedefaultcredentials skipcertificatecheck skipheadervalidation skiphttperrorcheck disablekeepalive
  allowunencryptedauthentication preserveauthorizationonredirect passthru resume noproxy verbose debug
  allowinsecureredirect preservehttpmethodonredirect`.split(/\s+/),
);

function headersOf(
  parameters: ReadonlyMap<string, Value>,
  text: (name: string) => string | undefined,
  session: Statement['session'],
  hasBody: boolean,
): Header[] {
  const given = parameters.get('headers');
  // Chromium lists the pseudo-headers of HTTP/2 too, without their colon.
  const pseudo = new Set(['authority', 'method', 'path', 'scheme']);
  const table = given?.kind === 'table' ? given.entries : [];
  const isPseudo = table.some(([name]) => name.toLowerCase() === 'authority');
  const headers = table
    .filter(([name]) => !(isPseudo && pseudo.has(name.toLowerCase())))
    .map(([name, value]) => ({ name, value }));
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && !headers.some(header => header.name.toLowerCase() === name.toLowerCase()))
      headers.push({ name, value });
  };
  const inSession = parameters.has('websession') ? session : undefined;
  add('User-Agent', text('useragent') ?? inSession?.userAgent);
  const token = text('token');
  if (token !== undefined) add('Authorization', `Bearer ${token}`);
  if (inSession && inSession.cookies.length > 0) add('Cookie', inSession.cookies.join('; '));
  add(
    'Content-Type',
    text('contenttype') ??
      (hasBody && text('method')?.toUpperCase() === 'POST' ? 'application/x-www-form-urlencoded' : undefined),
  );
  return headers;
}

/** A hash table as a body is sent as a form. */
function formOf(value: Value | undefined): string | undefined {
  if (value?.kind !== 'table') return undefined;
  return value.entries
    .map(pair => pair.map(part => encodeURIComponent(part.replace(/\p{Cs}/gu, '\uFFFD'))).join('='))
    .join('&');
}
