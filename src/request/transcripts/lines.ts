/** A message in the making. */
export interface OpenMessage {
  readonly head: string[];
  readonly body: string[];
}

export interface OpenLeg {
  request?: OpenMessage;
  response?: OpenMessage;
  scheme?: string;
  unseen?: readonly string[];
}

/** Begins a leg with its request. */
export function openRequest(
  legs: OpenLeg[],
  startLine: string,
  more: Pick<OpenLeg, 'scheme' | 'unseen'> = {},
): OpenMessage {
  const request = { head: [startLine], body: [] };
  legs.push({ request, ...more });
  return request;
}

/** Requests that are under way at once. */
const together = 100;

/** A response belongs to the last request that has none yet; where it names its address, to the last one of that address. */
export function openResponse(legs: OpenLeg[], startLine: string, address?: string): OpenMessage {
  const response = { head: [startLine], body: [] };
  const open = legs.slice(-together).filter(leg => leg.request && !leg.response);
  const own =
    open.findLast(leg => address !== undefined && leg.request?.head[0]?.includes(` ${address} `)) ?? open.at(-1);
  const last = legs.at(-1);
  if (own) own.response = response;
  // After an interim response (RFC 9110 §15.2) comes the real one.
  else if (last?.response && / 1\d\d(?: |$)/.test(last.response.head[0] ?? '')) last.response = response;
  else legs.push({ response });
  return response;
}

/** `GET /a HTTP/1.1\r\nHost: b\r\n\r\n` as lines: what stands before the blank one, and what comes after it. */
export function splitMessage(text: string): { readonly head: string[]; readonly body: string } {
  const end = text.search(/\r?\n\r?\n/);
  const head = (end < 0 ? text : text.slice(0, end)).split(/\r?\n/).filter(line => line !== '');
  return { head, body: end < 0 ? '' : text.slice(end).replace(/^\r?\n\r?\n/, '') };
}

/** The text of a literal as Python, Ruby and Go write it. An escape that is unknown stays as it is. */
export function unquote(literal: string): string {
  const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };
  return literal.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (whole, hex: string | undefined, char: string | undefined) =>
    hex === undefined ? (simple[char ?? ''] ?? whole) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
