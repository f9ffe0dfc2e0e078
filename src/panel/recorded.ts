import type { ParsedExchanges } from '../request/exchanges.ts';
import { parseHar } from '../request/importers/har.ts';
import { parseRaw } from '../request/importers/raw.ts';
import type { Exchange } from '../request/model.ts';
import { secretsInUrl } from '../request/secret-spans.ts';
import { maskText } from './segments.ts';

/** A HAR, or raw messages and what clients print when they are asked to be verbose. */
export function readRecorded(text: string): ParsedExchanges {
  return text.trimStart().startsWith('{') ? parseHar(text) : parseRaw(text);
}

export interface RecordedItem {
  readonly label: string;
  readonly description: string;
  readonly exchange: Exchange;
  readonly index: number;
}

/** For a list to choose from: refused ones first, then other failures, then the rest, each in their order. */
export function listRecorded(exchanges: readonly Exchange[]): readonly RecordedItem[] {
  return exchanges
    .map((exchange, index) => ({
      label: `${exchange.response?.status ?? 'no response'} ${exchange.request.method}`,
      description: maskText(exchange.request.url, secretsInUrl(exchange.request.url)),
      exchange,
      index,
    }))
    .sort((a, b) => urgency(a.exchange) - urgency(b.exchange) || a.index - b.index);
}

function urgency({ response }: Exchange): number {
  const status = response?.status ?? 500;
  if (status === 401 || status === 403 || status === 407) return 0;
  return status >= 400 ? 1 : 2;
}
