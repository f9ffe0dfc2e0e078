// The failures of the lab, and what its user has.
import { join } from 'node:path';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { startLab } from '../../src/lab/lab.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { type HttpRequest, headerValue } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { createSender } from '../../src/request/send.ts';
import { mend, type Row } from './mend.ts';

/** What these take the user of the lab has not. */
const lacking: readonly CauseId[] = [
  'claim-missing',
  'client-authentication-failed',
  'insufficient-scope',
  'permission-denied',
  'proxy-authentication-required',
  'request-signature-mismatch',
];

export async function mendLab(): Promise<Row[]> {
  const lab = await startLab();
  const file = parseHttpFile(lab.httpFile);
  const requestOf = (name: string): HttpRequest => {
    const index = file.requests.findIndex(request => request.name?.text === name);
    const { request } = resolveRequest(file, index, {});
    if (!request) throw new Error(`The lab has no request "${name}"`);
    return request;
  };
  const authorization = (name: string) =>
    headerValue(requestOf(name).headers, 'Authorization')?.replace(/^\w+ /, '') ?? '';
  const [user = '', password = ''] = Buffer.from(authorization('rightPassword'), 'base64').toString().split(':');
  const [client_id = '', client_secret = ''] = Buffer.from(authorization('refresh'), 'base64').toString().split(':');
  const also = {
    user,
    password,
    client_id,
    client_secret,
    refresh_token: new URLSearchParams(requestOf('refresh').body?.text).get('refresh_token') ?? '',
    key: headerValue(requestOf('goodKey').headers, 'X-Api-Key') ?? '',
    cookie: /sid=(\w+)/.exec(headerValue(requestOf('session').headers, 'Cookie') ?? '')?.[1] ?? '',
  };
  const whole = { request: requestOf('goodToken'), also };
  const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
  const rows: Row[] = [];
  for (const { name, expected: cause } of lab.requests) {
    if (cause === 'ok') continue;
    const failure = { name, cause, request: requestOf(name) };
    const row = await mend(sender, failure, lacking.includes(failure.cause) ? undefined : whole);
    if (row) rows.push(row);
  }
  await sender.dispose();
  await lab.stop();
  return rows;
}
