// Reads calls that send requests in code, as far as they are literal: axios, got and ky, requests and httpx of Python,
// net/http of Go. What is no literal becomes `{{name}}`. `fetch` has an importer of its own.
import type { CodeCall } from '../code-calls.ts';
import { readGoCalls } from '../code-calls-go.ts';
import { readJavaScriptCall } from '../code-calls-javascript.ts';
import { readPythonCall } from '../code-calls-python.ts';
import { parseArguments } from '../code-literals.ts';
import type { Imported, ImportedRequest, Importer } from '../importer.ts';

const javascript = /\b(axios|got|ky|ofetch|\$fetch)(?:\.(get|post|put|patch|delete|head|options|request|json))?\(/g;
const python = /\b(requests|httpx|session|client)\.(get|post|put|patch|delete|head|options|request)\(/g;
const go = /\bhttp\.(Get|Head|Post|PostForm|NewRequest|NewRequestWithContext)\(/g;

export const codeCall: Importer = {
  id: 'code-call',
  title: 'call in code (axios, requests, net/http)',
  recognises(text) {
    const head = text.slice(0, 8000);
    return [javascript, python, go].some(pattern => head.search(pattern) >= 0) && findCodeCalls(head).some(isLiteral);
  },
  parse(text): Imported {
    const calls = findCodeCalls(text);
    if (calls.length > 0) return { requests: calls.map(({ request }) => request), problems: [] };
    const message = 'No call with a literal address was found';
    return { requests: [], problems: [{ code: 'no-call', severity: 'error', message }] };
  },
};

function isLiteral({ request }: CodeCall): boolean {
  return request.url.includes('://');
}

/** In the order of the text. A call without a literal address is left out. */
export function findCodeCalls(text: string): CodeCall[] {
  const found = [
    ...callsOf(text, javascript, (callee, method, at) => {
      const call = parseArguments(text, at);
      return { end: call.end, request: readJavaScriptCall(callee, method, call) };
    }),
    ...callsOf(text, python, (callee, method, at) => {
      const call = parseArguments(text, at, 'python');
      return { end: call.end, request: readPythonCall(callee, method, call) };
    }),
    ...readGoCalls(text, [...text.matchAll(go)]),
  ];
  return found.sort((a, b) => a.span.start - b.span.start);
}

function callsOf(
  text: string,
  pattern: RegExp,
  read: (callee: string, method: string, at: number) => { end: number; request: ImportedRequest | undefined },
): CodeCall[] {
  const calls: CodeCall[] = [];
  let readTo = 0;
  for (const { 0: written, 1: callee = '', 2: method = '', index } of text.matchAll(pattern)) {
    // What stands in the arguments of a call has been read, to the end of the text where the call never ends.
    if (index < readTo) continue;
    const { end, request } = read(callee, method, index + written.length);
    readTo = end;
    if (request) calls.push({ span: { start: index, end: Math.min(end, text.length) }, request });
  }
  return calls;
}
