// npm run eval:repair: takes the first fix that is offered for each failure of the lab, answers what it asks with what a user
// of the lab has, and prints whether the request then succeeds. What no client can mend is listed with the reason.
import type { CauseId } from '../../src/causes/catalogue.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { type HttpRequest, headerValue } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { openLabPanel } from '../panel/lab-panel.ts';

const outOfReach: Partial<Record<CauseId, string>> = {
  'account-disabled': 'somebody has to enable the account',
  'auth-method-disabled': 'the user has no credentials of another kind',
  'client-authentication-failed': 'the user has no other client secret',
  'client-not-allowed': 'somebody has to allow the address',
  'claim-missing': 'the user has no token with the claim',
  'clock-skew': 'a clock has to be set',
  'grant-invalid': 'the sign-in has to be started anew',
  'header-stripped-by-intermediary': 'the gateway has to be configured',
  'insufficient-scope': 'the user has no token with the scope',
  'negotiate-failed': 'the user has no ticket',
  'not-an-auth-failure': 'it is none of credentials',
  'permission-denied': 'somebody has to grant access',
  'proxy-authentication-required': 'the password of the proxy stands in the settings of the editor',
  'request-signature-mismatch': 'the user has no signing key here',
  'sender-proof-invalid': 'the private key of the proof is not here',
  'server-misconfigured': 'the server has to be mended',
  'step-up-required': 'the user has no second factor',
};

const panel = await openLabPanel();
const file = parseHttpFile(panel.lab.httpFile);

function labRequest(name: string): HttpRequest {
  const index = file.requests.findIndex(request => request.name?.text === name);
  const { request } = resolveRequest(file, index, {});
  if (!request) throw new Error(`The lab has no request "${name}"`);
  return request;
}

const authorization = (name: string) =>
  headerValue(labRequest(name).headers, 'Authorization')?.replace(/^\w+ /, '') ?? '';
const [user = '', password = ''] = Buffer.from(authorization('rightPassword'), 'base64').toString().split(':');
const [client_id = '', client_secret = ''] = Buffer.from(authorization('refresh'), 'base64').toString().split(':');

/** What a user of the lab knows. */
const known: Readonly<Record<string, string>> = {
  user,
  password,
  token: authorization('goodToken'),
  client_id,
  client_secret,
  refresh_token: new URLSearchParams(labRequest('refresh').body?.text).get('refresh_token') ?? '',
  key: headerValue(labRequest('goodKey').headers, 'X-Api-Key') ?? '',
  cookie: /sid=(\w+)/.exec(headerValue(labRequest('session').headers, 'Cookie') ?? '')?.[1] ?? '',
};

let mendable = 0;
let mended = 0;
for (const { name } of file.requests) {
  if (!name) continue;
  const before = await panel.send(name.text);
  const [finding] = before.findings;
  if (!finding) continue;
  const reason = outOfReach[finding.cause as CauseId];
  if (reason !== undefined) {
    console.log(`- ${name.text}: ${finding.cause}, ${reason}`);
    continue;
  }
  mendable++;
  const fix = finding.fixes.find(({ works }) => works);
  const outcome = fix ? await take(fix.id) : 'no fix is offered';
  const isMended = /now 2\d\d/.test(outcome);
  if (isMended) mended++;
  console.log(`${isMended ? '✔' : '✖'} ${name.text}: ${finding.cause}, ${fix?.id ?? ''}: ${outcome}`);
}
console.log(
  `${mended} of ${mendable} end in 2xx after the first offered repair (${Math.round((100 * mended) / mendable)} %)`,
);
process.exitCode = mended >= 0.9 * mendable ? 0 : 1;
await panel.close();

async function take(id: string): Promise<string> {
  await panel.fix(id);
  const { run } = panel.state();
  if (run.kind === 'result' && run.prompt?.questions)
    await panel.fix(
      id,
      Object.fromEntries(run.prompt.questions.map(({ name, value }) => [name, value ?? known[name] ?? ''])),
    );
  const after = panel.state().run;
  if (after.kind !== 'result') return JSON.stringify(after);
  return after.prompt?.text ?? after.result.comparison ?? after.result.status;
}
