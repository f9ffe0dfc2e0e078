import { formatUtc } from '../jwt/times.ts';
import { describeTls } from '../request/describe-tls.ts';
import { type Exchange, headerValue, type Timing } from '../request/model.ts';
import type { ResultView, TimingView } from './protocol.ts';

/** When, how and over what a request went. */
export function presentConnection(
  { timing, startedAt, receivedAt, proxy, tls, response, failure }: Exchange,
  sentFrom: string | undefined,
): Pick<ResultView, 'facts' | 'timing' | 'tls'> {
  const date = failure ? undefined : headerValue(response?.headers ?? [], 'Date');
  const times = [
    ...(startedAt === undefined ? [] : [`sent ${formatUtc(startedAt)}`]),
    ...(receivedAt === undefined ? [] : [`answered ${formatUtc(receivedAt)}`]),
    ...(date === undefined ? [] : [`server's clock ${date}`]),
  ];
  return {
    facts: [
      ...(times.length > 0 ? [{ target: 'clock', name: 'Clocks', value: times.join('; ') }] : []),
      ...(proxy ? [{ name: 'Proxy', value: proxy }] : []),
      ...(sentFrom ? [{ name: 'Sent from', value: sentFrom }] : []),
    ],
    ...(timing && { timing: presentTiming(timing) }),
    ...(tls && { tls: { ...describeTls(tls, receivedAt), verified: tls.verified } }),
  };
}

const phases = [
  ['dns', 'Name lookup'],
  ['connect', 'Connection'],
  ['tls', 'TLS'],
  ['firstByte', 'Waiting'],
  ['download', 'Download'],
] as const;

/** The phases one after another, as they were in the last leg; those of earlier legs are in the total alone. */
function presentTiming(timing: Timing): TimingView {
  const share = (time: number) => Math.round((100 * time) / Math.max(timing.total, 1));
  let start = 0;
  const shown = phases.flatMap(([key, name]) => {
    const time = timing[key];
    if (time === undefined) return [];
    const phase = { name, time: ms(time), start: share(start), length: share(time) };
    start += time;
    return [phase];
  });
  return { total: ms(timing.total), phases: shown };
}

function ms(value: number): string {
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
