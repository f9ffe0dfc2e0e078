import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** nginx's own statuses for client certificates, and 421. */
export const clientCertificate: Detector = {
  id: 'client-certificate',
  speaksFor: ['client-not-allowed'],
  examples: [
    example('nginx saw no certificate', ['client-not-allowed'], '> GET https://example.com/\n< 496\n< Server: nginx'),
    example('401', [], '> GET https://example.com/\n< 401\n< Server: nginx'),
  ],
  detect,
};

const statuses: Readonly<Record<number, string>> = {
  495: '495: nginx says that the client certificate does not verify',
  496: '496: nginx says that no client certificate was sent',
};

function detect({ status }: Facts): Evidence[] {
  const text = statuses[status];
  if (!text) return [];
  return [
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      source: 'client-certificate',
      text,
      pointer: { kind: 'status' },
    },
  ];
}
