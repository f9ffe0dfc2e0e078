import { maskSecret } from '../text/mask.ts';
import type { Exchange } from './model.ts';
import { type Replace, replaceInRequest, replaceInResponse, secretsSent } from './secrets.ts';

/** An exchange that may be shown or kept: every secret is masked, in the hops and in what servers repeat too. */
export function maskExchange(exchange: Exchange, mask: Replace = maskSecret): Exchange {
  const { request, response, hops } = exchange;
  const sent = [request, ...hops.map(hop => hop.request)].flatMap(secretsSent);
  return {
    ...exchange,
    request: replaceInRequest(request, mask),
    ...(response ? { response: replaceInResponse(response, mask, sent) } : {}),
    hops: hops.map(hop => ({
      ...hop,
      request: replaceInRequest(hop.request, mask),
      response: replaceInResponse(hop.response, mask, sent),
    })),
  };
}
