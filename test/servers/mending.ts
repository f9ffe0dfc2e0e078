// For `npm run eval:repair`: once the tests of a set-up are through, each failure that they labelled is gone about as its
// user would, with what the user has, which is a request that the server takes.
import { writeFileSync } from 'node:fs';
import { after } from 'node:test';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { writtenRequest } from '../../src/repair/repair.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';
import type { Sender, SendOptions } from '../../src/request/sender.ts';
import { belongingsOf, isSigned, type Whole } from '../eval/belongings.ts';
import { type Failure, mend, type Row } from '../eval/mend.ts';

type Promised = () => Whole | Promise<Whole>;

const file = process.env.WHY401_MENDED;
const failures: Failure[] = [];
const wholes: Promised[] = [];

/** Evaluated when the tests are through, so that a session is one that still lasts. */
export function keepWhole(whole: Promised): void {
  wholes.push(whole);
}

export function keepFailure(exchange: Exchange, cause: CauseId, options?: SendOptions): void {
  const request = writtenRequest(exchange);
  failures.push({ name: `${request.method} ${pathOf(request)}`, cause, request, ...(options && { options }) });
}

/** Registered before any server stops. */
export function mendAfterwards(sender: Sender): void {
  if (file === undefined) return;
  after(async () => {
    const known = await Promise.all(wholes.map(whole => whole()));
    const good = await Promise.all(known.map(whole => isTaken(sender, whole)));
    const rows: Row[] = [];
    for (const failure of failures) {
      const row = await mend(sender, failure, wholeFor(failure.request, known));
      if (row) rows.push(row);
    }
    const harms: string[] = [];
    for (const [i, whole] of known.entries())
      if (!good[i]) harms.push(`${whole.request.url}: what the user has is not taken there`);
      else if (!(await isTaken(sender, whole))) harms.push(`${whole.request.url}: nobody gets in any more`);
    writeFileSync(file, JSON.stringify({ rows, harms }));
  });
}

/** What the user has for this path: of several requests the one of the same method, and what else the others tell of. */
function wholeFor(request: HttpRequest, known: readonly Whole[]): Whole | undefined {
  const there = known.filter(whole => placeOf(whole.request) === placeOf(request)).sort(byUse);
  const whole = there.find(one => one.request.method === request.method) ?? there[0];
  if (!whole) return undefined;
  const also = Object.assign({}, ...there.filter(one => !isSigned(one)).map(belongingsOf), belongingsOf(whole));
  return { ...whole, also };
}

/** What is signed is of no use for another request. */
function byUse(one: Whole, other: Whole): number {
  return Number(isSigned(one)) - Number(isSigned(other));
}

/** What is signed is taken once. */
async function isTaken(sender: Sender, { request, options }: Whole): Promise<boolean> {
  if (isSigned({ request, ...(options && { options }) })) return true;
  const { response } = await sender.send(request, options);
  return response !== undefined && response.status >= 200 && response.status < 300;
}

function placeOf({ url }: HttpRequest): string {
  return new URL(url).origin + pathOf({ url });
}

function pathOf({ url }: Pick<HttpRequest, 'url'>): string {
  return new URL(url).pathname;
}
