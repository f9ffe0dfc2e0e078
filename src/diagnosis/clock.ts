import { type Exchange, headerValue } from '../request/model.ts';

/** The two clocks of an exchange. Times are milliseconds since the epoch. */
export interface Clock {
  /** The best guess at the server's time when it judged the request: its own `Date`, else the client's clock. */
  readonly now?: number;
  /** The client's clock when the request was sent. */
  readonly client?: number;
  /** The server's clock, from `Date` less the response's `Age`. */
  readonly server?: number;
  /** Server minus client; positive where the server is ahead. */
  readonly skew?: number;
  /** How far off `skew` may be: the whole seconds of `Date`, two for servers that renew it about once a second, the way. */
  readonly error: number;
}

/** RFC 9110 §6.6.1: `Date` is when the message was originated; a cached one is `Age` seconds old (RFC 9111 §5.1). */
export function readClock(exchange: Exchange): Clock {
  const headers = exchange.response?.headers ?? [];
  const date = Date.parse(headerValue(headers, 'date') ?? '');
  const age = Number(headerValue(headers, 'age') ?? 0) || 0;
  const client = exchange.startedAt;
  const duration = exchange.timing?.total ?? (exchange.receivedAt ?? client ?? 0) - (client ?? 0);
  const error = 3000 + Math.max(0, duration);
  if (Number.isNaN(date)) return { error, ...(client === undefined ? {} : { client, now: client }) };
  const server = date + age * 1000;
  if (client === undefined) return { server, now: server, error };
  return { server, client, now: server, skew: server - client, error };
}

/** `2 h 14 min`: at most two units, the smaller one left out where it is nothing. */
export function describeDuration(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  const first = units.findIndex(([, size]) => seconds >= size);
  const unit = units[first];
  if (!unit) return '0 s';
  const next = units[first + 1];
  const whole = Math.floor(seconds / unit[1]);
  const rest = next ? Math.floor((seconds % unit[1]) / next[1]) : 0;
  return next && rest > 0 && whole < 100 ? `${whole} ${unit[0]} ${rest} ${next[0]}` : `${whole} ${unit[0]}`;
}

/** A NumericDate (RFC 7519 §2) as milliseconds. A value of more than 1e11 was written in milliseconds by mistake. */
export function numericDate(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return value > 1e11 ? value : value * 1000;
}
