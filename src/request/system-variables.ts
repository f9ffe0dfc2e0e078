// The variables that begin with `$` in REST Client, JetBrains, Visual Studio and httpYac. Time and chance are arguments.
import type { Lookup, Question } from './lookup.ts';

/** The value, or a sentence on why there is none. */
export type Resolved = { readonly value: string } | Unresolved;

export interface Unresolved {
  readonly reason: string;
  /** Of the problem. */
  readonly code?: string;
}

/** `expression` is `$name argument …`. `$timestamp` is in seconds, but in httpYac in milliseconds. */
export function resolveSystemVariable(
  expression: string,
  lookup: Lookup,
  { milliseconds = false }: { readonly milliseconds?: boolean } = {},
): Resolved {
  const question = questionOf(expression);
  if (question) return resolveQuestion(question, lookup);
  const match = /^\$([\w.]{1,60})(?:\(([^)]{0,100})\)|\s+(.*))?$/.exec(expression);
  const name = match?.[1] ?? '';
  const words =
    match?.[2] === undefined
      ? (match?.[3] ?? '')
      : match[2]
          .split(',')
          .map(word => word.trim())
          .join(' ');
  const resolve = match ? (variables[name.toLowerCase()] ?? processVariable(name)) : undefined;
  if (!resolve) {
    const shown = `"$${name || expression.slice(1)}"`;
    const profile = profileFor(expression);
    if (profile)
      return { reason: `${shown} is not supported: sign in with a profile (${profile}), and write "# @profile"` };
    return { reason: `${shown} is a variable that is not supported: write the value, or a variable that holds it` };
  }
  const isLong = milliseconds && name.toLowerCase() === 'timestamp';
  const value = isLong ? shift(lookup.now, splitWords(words), 0)?.toString() : resolve(splitWords(words), lookup);
  return value === undefined ? { reason: `"{{${expression}}}" gives no value here: check its arguments` } : { value };
}

/** The kind of profile that does what `$aadToken …` and `$oidcAccessToken …` of REST Client do. */
function profileFor(expression: string): string | undefined {
  if (/^\$aad(?:V2)?Token\b/i.test(expression)) return 'VS Code account, Microsoft';
  return /^\$(?:\w*token\b|auth\.)/i.test(expression) ? 'OAuth, with an authorization code' : undefined;
}

/** `$input What is it? $value: suggestion`, `$password …`, `$pick Which? $value: a,b` and `…-askonce` of httpYac. */
function questionOf(expression: string): Question | undefined {
  const [, kind, asked = ''] = /^\$(input|password|pick)(?:-askonce)?(?:\s([\s\S]*))?$/i.exec(expression) ?? [];
  if (kind === undefined) return undefined;
  const [text = '', suggestion] = asked.split(/\$value:/, 2).map(part => part.trim());
  const choices =
    kind.toLowerCase() === 'pick' ? (suggestion ?? '').split(',').map(choice => choice.trim()) : undefined;
  return {
    expression,
    text: text || kind,
    secret: kind.toLowerCase() === 'password',
    ...(choices ? { choices } : suggestion ? { suggestion } : {}),
  };
}

function resolveQuestion(question: Question, lookup: Lookup): Resolved {
  const value = lookup.answer?.(question);
  return value === undefined
    ? { reason: `"{{${question.expression}}}" asks for a value, and none was given` }
    : { value };
}

type Resolve = (words: readonly string[], lookup: Lookup) => string | undefined;

const variables: Record<string, Resolve> = {
  guid: uuid,
  uuid,
  'random.uuid': uuid,
  timestamp: (words, { now }) => seconds(shift(now, words, 0)),
  isotimestamp: (_, { now }) => iso(now),
  datetime: (words, { now }) => formatTime(words, now, 0),
  localdatetime: (words, { now, utcOffset = 0 }) => formatTime(words, now, utcOffset),
  randomint: ([low = '0', high = '1000'], lookup) => integer(low, high, lookup),
  // With one argument it is the upper end.
  'random.integer': ([first, second], lookup) =>
    second === undefined ? integer('0', first ?? '1000', lookup) : integer(first ?? '0', second, lookup),
  'random.float': ([low = '0', high = '1000'], { random }) => {
    const [from, to] = [Number(low), Number(high)];
    return random && from < to ? String(from + random() * (to - from)) : undefined;
  },
  'random.alphabetic': ([length = ''], lookup) =>
    characters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', length, lookup),
  'random.alphanumeric': ([length = ''], lookup) => characters('abcdefghijklmnopqrstuvwxyz0123456789', length, lookup),
  'random.hexadecimal': ([length = ''], lookup) => characters('0123456789abcdef', length, lookup),
  'random.email': (_, lookup) => {
    const name = characters('abcdefghijklmnopqrstuvwxyz', '10', lookup);
    return name && `${name}@example.com`;
  },
  processenv: ([name = ''], lookup) => named(name, lookup, key => lookup.processEnv?.(key)),
  dotenv: ([name = ''], lookup) => named(name, lookup, key => lookup.dotenv?.(key)),
  shared: ([name = ''], lookup) => lookup.shared?.(name) ?? lookup.variable?.(name),
};

/** JetBrains' `$env.NAME`. */
function processVariable(name: string): Resolve | undefined {
  return /^env\./i.test(name) ? (_, lookup) => lookup.processEnv?.(name.slice('env.'.length)) : undefined;
}

/** `%NAME` takes the name from the variable NAME. */
function named(name: string, lookup: Lookup, find: (name: string) => string | undefined): string | undefined {
  const key = name.startsWith('%') ? lookup.variable?.(name.slice(1)) : name;
  return key === undefined || key === '' ? undefined : find(key);
}

function splitWords(text: string): string[] {
  return (text.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map(word => word.replace(/^["']|["']$/g, ''));
}

function uuid(_: readonly string[], { random }: Lookup): string | undefined {
  if (!random) return undefined;
  // RFC 9562 §5.4: version 4, variant 10.
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, kind => {
    const digit = Math.floor(random() * 16);
    return (kind === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}

/** The upper end is excluded. */
function integer(low: string, high: string, { random }: Lookup): string | undefined {
  const [from, to] = [Number(low), Number(high)];
  if (!random || !Number.isInteger(from) || !Number.isInteger(to) || to <= from) return undefined;
  return String(from + Math.floor(random() * (to - from)));
}

function characters(alphabet: string, length: string, { random }: Lookup): string | undefined {
  const count = Number(length);
  if (!random || !Number.isInteger(count) || count < 0 || count > 10_000) return undefined;
  return Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

/** Milliseconds of the units of REST Client's offsets. Months and years are of the calendar. */
const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `-5 m`, `1 d`, `2 M`, at `words[at]`. */
function shift(now: number | undefined, words: readonly string[], at: number): number | undefined {
  const written = words[at];
  if (now === undefined || written === undefined) return now;
  const [, number = '', attached = ''] = /^([+-]?\d{1,9})([a-zA-Z]{0,2})$/.exec(written) ?? [];
  const unit = attached || words[at + 1] || '';
  if (number === '') return undefined;
  const date = new Date(now);
  if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() + Number(number));
  else if (unit === 'M') date.setUTCMonth(date.getUTCMonth() + Number(number));
  else if (units[unit] !== undefined) return now + Number(number) * units[unit];
  else return undefined;
  return date.getTime();
}

function seconds(time: number | undefined): string | undefined {
  return time === undefined ? undefined : String(Math.floor(time / 1000));
}

function iso(time: number | undefined): string | undefined {
  return time === undefined || Number.isNaN(new Date(time).getTime()) ? undefined : new Date(time).toISOString();
}

/** `rfc1123`, `iso8601` or a format of Day.js, then an offset. */
function formatTime(words: readonly string[], now: number | undefined, utcOffset: number): string | undefined {
  const [format = 'iso8601'] = words;
  const time = shift(now, words, 1);
  if (time === undefined) return undefined;
  const date = new Date(time + utcOffset * 60_000);
  if (Number.isNaN(date.getTime())) return undefined;
  if (format === 'rfc1123') return new Date(time).toUTCString();
  if (format === 'iso8601')
    return utcOffset === 0 ? date.toISOString() : date.toISOString().replace('Z', zone(utcOffset));
  return format.replace(
    /\[[^[\]]{0,60}\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z|X|x/g,
    part => (part.startsWith('[') ? part.slice(1, -1) : (timeParts[part]?.(date, utcOffset) ?? part)),
  );
}

function zone(offset: number, colon = ':'): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${colon}${pad(minutes % 60)}`;
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0');
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const timeParts: Record<string, (date: Date, utcOffset: number) => string> = {
  YYYY: date => pad(date.getUTCFullYear(), 4),
  YY: date => pad(date.getUTCFullYear() % 100),
  MMMM: date => months[date.getUTCMonth()] ?? '',
  MMM: date => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  MM: date => pad(date.getUTCMonth() + 1),
  M: date => String(date.getUTCMonth() + 1),
  DD: date => pad(date.getUTCDate()),
  D: date => String(date.getUTCDate()),
  dddd: date => days[date.getUTCDay()] ?? '',
  ddd: date => (days[date.getUTCDay()] ?? '').slice(0, 3),
  HH: date => pad(date.getUTCHours()),
  H: date => String(date.getUTCHours()),
  hh: date => pad(date.getUTCHours() % 12 || 12),
  h: date => String(date.getUTCHours() % 12 || 12),
  mm: date => pad(date.getUTCMinutes()),
  m: date => String(date.getUTCMinutes()),
  ss: date => pad(date.getUTCSeconds()),
  s: date => String(date.getUTCSeconds()),
  SSS: date => pad(date.getUTCMilliseconds(), 3),
  A: date => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  a: date => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  Z: (_, offset) => zone(offset),
  ZZ: (_, offset) => zone(offset, ''),
  X: (date, offset) => String(Math.floor(date.getTime() / 1000) - offset * 60),
  x: (date, offset) => String(date.getTime() - offset * 60_000),
};
