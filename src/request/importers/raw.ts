// Reads exchanges that were copied as text: raw HTTP/1.1 messages, and what clients print when they are asked to be
// verbose. Each client's marks are a file in ../transcripts.
import type { ParsedExchanges } from '../exchanges.ts';
import type { Imported, Importer } from '../importer.ts';
import { parseRequestLine, parseStatusLine } from '../messages.ts';
import { looksLikeCurlTrace, readCurlTrace } from '../transcripts/curl-trace.ts';
import { looksLikeCurlVerbose, readCurlVerbose } from '../transcripts/curl-verbose.ts';
import { readPlain } from '../transcripts/plain.ts';
import { readTranscript } from '../transcripts/transcript.ts';
import { looksLikeWgetDebug, readWgetDebug } from '../transcripts/wget-debug.ts';

export const raw: Importer = {
  id: 'raw',
  title: 'Raw HTTP messages',
  recognises(text) {
    if (marked.some(({ looksLike }) => looksLike(text))) return true;
    const line = text.trimStart().split('\n', 1)[0]?.trim() ?? '';
    return parseStatusLine(line) !== undefined || parseRequestLine(line)?.httpVersion !== undefined;
  },
  parse: parseRequests,
};

function parseRequests(text: string): Imported {
  const { exchanges, problems } = parseRaw(text);
  return { requests: exchanges.map(({ hops, request }) => hops[0]?.request ?? request), problems };
}

/** The outputs that have marks of their own. */
const marked = [
  { looksLike: looksLikeCurlTrace, read: readCurlTrace },
  { looksLike: looksLikeWgetDebug, read: readWgetDebug },
  { looksLike: looksLikeCurlVerbose, read: readCurlVerbose },
];

export function parseRaw(text: string): ParsedExchanges {
  const lines = text.split(/\r\n|\n|\r/);
  const read = marked.find(({ looksLike }) => looksLike(text))?.read ?? readPlain;
  const parsed = readTranscript(read(lines));
  if (parsed.exchanges.length > 0 || parsed.problems.length > 0) return parsed;
  const message =
    'No HTTP message was found: expected a line such as "GET /path HTTP/1.1" or "HTTP/1.1 401 Unauthorized"';
  return { exchanges: [], problems: [{ code: 'no-message', severity: 'error', message }] };
}
