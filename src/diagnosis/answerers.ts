import type { HttpResponse } from '../request/model.ts';

/** Software between the client and the application, known by a response header or by a page of its own. */
export interface Answerer {
  readonly id: string;
  readonly title: string;
  /** `gateway`: judges credentials itself. `proxy`: passes them on, or should. */
  readonly role: 'gateway' | 'proxy' | 'application';
}

interface AnswererTell extends Answerer {
  readonly header: string;
  readonly matches?: RegExp;
}

const tells: readonly AnswererTell[] = [
  { id: 'apache', title: 'Apache', role: 'proxy', header: 'server', matches: /^Apache(?!-Coyote)/i },
  { id: 'apisix', title: 'APISIX', role: 'gateway', header: 'server', matches: /APISIX/i },
  { id: 'aws-api-gateway', title: 'Amazon API Gateway', role: 'gateway', header: 'x-amz-apigw-id' },
  { id: 'aws-api-gateway', title: 'Amazon API Gateway', role: 'gateway', header: 'apigw-requestid' },
  { id: 'aws-elb', title: 'AWS load balancer', role: 'proxy', header: 'server', matches: /^awselb/i },
  { id: 'azure-api-management', title: 'Azure API Management', role: 'gateway', header: 'ocp-apim-trace-location' },
  { id: 'caddy', title: 'Caddy', role: 'proxy', header: 'server', matches: /^Caddy/i },
  { id: 'cloudflare', title: 'Cloudflare', role: 'proxy', header: 'cf-ray' },
  { id: 'cloudfront', title: 'CloudFront', role: 'proxy', header: 'x-amz-cf-id' },
  { id: 'envoy', title: 'Envoy', role: 'gateway', header: 'server', matches: /envoy/i },
  { id: 'fastly', title: 'Fastly', role: 'proxy', header: 'x-served-by' },
  { id: 'haproxy', title: 'HAProxy', role: 'proxy', header: 'server', matches: /haproxy/i },
  { id: 'iis', title: 'IIS', role: 'proxy', header: 'server', matches: /^Microsoft-IIS/i },
  { id: 'kong', title: 'Kong', role: 'gateway', header: 'server', matches: /^kong/i },
  { id: 'kong', title: 'Kong', role: 'gateway', header: 'x-kong-response-latency' },
  { id: 'nginx', title: 'nginx', role: 'proxy', header: 'server', matches: /^(?:nginx|openresty)/i },
  { id: 'squid', title: 'Squid', role: 'proxy', header: 'x-squid-error' },
  { id: 'squid', title: 'Squid', role: 'proxy', header: 'server', matches: /^squid/i },
  { id: 'traefik', title: 'Traefik', role: 'proxy', header: 'server', matches: /traefik/i },
  { id: 'tyk', title: 'Tyk', role: 'gateway', header: 'x-generator', matches: /tyk/i },
  { id: 'varnish', title: 'Varnish', role: 'proxy', header: 'x-varnish' },
  { id: 'via', title: 'a proxy', role: 'proxy', header: 'via' },
];

export function findAnswerers(response: HttpResponse): Answerer[] {
  const found = new Map<string, Answerer>();
  for (const { name, value } of response.headers) {
    const lower = name.toLowerCase();
    for (const tell of tells) {
      if (tell.header !== lower || (tell.matches && !tell.matches.test(value))) continue;
      found.set(tell.id, { id: tell.id, title: tell.title, role: tell.role });
    }
  }
  return [...found.values()];
}
