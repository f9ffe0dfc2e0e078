import type { Uri } from 'vscode';
import type { Exchange } from '../request/model.ts';

const kept = new Map<string, Exchange>();

/** The last exchange of each named request, for references such as `{{login.response.body.$.token}}`. In memory alone. */
export const sentExchanges = {
  get: (document: Uri | string, name: string): Exchange | undefined => kept.get(`${document} ${name}`),
  set(document: Uri, name: string, exchange: Exchange): void {
    kept.set(`${document} ${name}`, exchange);
  },
};
