// Reads exchanges that were copied as text: raw HTTP/1.1 messages, and what clients print when they are asked to be
// verbose. Each client's marks are a file in ../transcripts.
import type { ParsedExchanges } from '../exchanges.ts';
import type { Imported, Importer } from '../importer.ts';
import { parseRequestLine, parseStatusLine } from '../messages.ts';
import { transcripts } from '../transcripts/index.ts';
import { readPlain } from '../transcripts/plain.ts';
import { readTranscript } from '../transcripts/transcript.ts';

export const raw: Importer = {
  id: 'raw',
  title: 'Raw HTTP messages',
  recognises(text) {
    return beginsWithMessage(text) || transcripts.some(one => one.recognises(text));
  },
  parse: parseRequests,
};

/** What stands in the body of such a message is no output of a client. */
function beginsWithMessage(text: string): boolean {
  const line = text.trimStart().split('\n', 1)[0]?.trim() ?? '';
  return parseStatusLine(line) !== undefined || parseRequestLine(line)?.httpVersion !== undefined;
}

function parseRequests(text: string): Imported {
  const { exchanges, problems } = parseRaw(text);
  return { requests: exchanges.map(({ hops, request }) => hops[0]?.request ?? request), problems };
}

/** The colours of a terminal (ECMA-48 §8.3.117). */
const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]{0,20}m`, 'g');

export function parseRaw(coloured: string): ParsedExchanges {
  const text = coloured.replace(colour, '');
  const lines = text.split(/\r\n|\n|\r/);
  const marked = beginsWithMessage(text) ? undefined : transcripts.find(one => one.recognises(text));
  const read = marked?.read ?? readPlain;
  const parsed = readTranscript(read(lines));
  if (parsed.exchanges.length > 0 || parsed.problems.length > 0) return parsed;
  const message =
    'No HTTP message was found: expected a line such as "GET /path HTTP/1.1" or "HTTP/1.1 401 Unauthorized"';
  return { exchanges: [], problems: [{ code: 'no-message', severity: 'error', message }] };
}
