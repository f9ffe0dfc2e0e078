// A call of `fetch`, as a browser copies it. Secrets become variables of the environment, as Node.js has them. A browser
// refuses some of the headers, such as Cookie and Host, in silence.
import { fileOfBody } from '../body-pieces.ts';
import type { Body } from '../model.ts';
import { type Exporter, headersToWrite, mark } from './exporter.ts';
import { withPlaceholders } from './placeholders.ts';

export const fetchCall: Exporter = {
  id: 'fetch',
  title: 'fetch (JavaScript)',
  format(request, { showSecrets }) {
    const shown = showSecrets ? request : withPlaceholders(request, name => `${mark}${name}${mark}`).request;
    const headers = headersToWrite(shown);
    const names = headers.map(({ name }) => name.toLowerCase());
    const isPlain = new Set(names).size === names.length;
    const fields = headers.map(({ name, value }) =>
      isPlain ? `    ${quote(name)}: ${quote(value)}` : `    [${quote(name)}, ${quote(value)}]`,
    );
    const [open, close] = isPlain ? ['{', '}'] : ['[', ']'];
    const members = [
      ...(shown.method === 'GET' ? [] : [`  method: ${quote(shown.method)}`]),
      ...(fields.length > 0 ? [`  headers: ${open}\n${fields.join(',\n')}\n  ${close}`] : []),
      ...(shown.body ? [`  body: ${bodyOf(shown.body)}`] : []),
      ...(request.options?.followRedirects === false ? ["  redirect: 'manual'"] : []),
    ];
    const init = members.length > 0 ? `, {\n${members.join(',\n')}\n}` : '';
    return `await fetch(${quote(shown.url)}${init});`;
  },
};

/** A file is read as Node.js does. */
function bodyOf(body: Body): string {
  const file = fileOfBody(body);
  return file === undefined ? quote(body.text) : `process.getBuiltinModule('node:fs').readFileSync(${quote(file)})`;
}

function quote(text: string): string {
  if (!text.includes(mark)) return JSON.stringify(text);
  const parts = text.split(mark);
  return `\`${parts.map((part, i) => (i % 2 === 1 ? `\${process.env.${part}}` : escaped(part))).join('')}\``;
}

function escaped(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r');
}
