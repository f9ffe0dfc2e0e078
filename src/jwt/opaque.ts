// Tokens that only their issuer can read, known by how they begin, and Basic credentials. Titles only: whether a token works
// and what it may do cannot be told from its shape.

import { decodeUtf8 } from '../text/bytes.ts';
import type { Span } from '../text/span.ts';
import { decodeBase64 } from './base64url.ts';

export interface OpaqueToken {
  readonly kind: 'opaque' | 'basic';
  /** What it is, such as `GitHub personal access token`. */
  readonly title: string;
  readonly span: Span;
  /** The user of Basic credentials. */
  readonly user?: string;
}

interface Shape {
  readonly title: string;
  readonly prefix: string;
  /** What follows the prefix; it is matched where the prefix ends. */
  readonly rest: RegExp;
}

const shapes: readonly Shape[] = [
  shape('GitHub personal access token', 'ghp_', /[A-Za-z0-9]{36}/y),
  shape('GitHub fine-grained personal access token', 'github_pat_', /[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/y),
  shape('GitHub OAuth access token', 'gho_', /[A-Za-z0-9]{36}/y),
  shape('GitHub app user token', 'ghu_', /[A-Za-z0-9]{36}/y),
  shape('GitHub app installation token', 'ghs_', /[A-Za-z0-9]{36}/y),
  shape('GitHub refresh token', 'ghr_', /[A-Za-z0-9]{36,76}/y),
  shape('GitLab personal access token', 'glpat-', /[\w-]{20,64}/y),
  shape('GitLab pipeline trigger token', 'glptt-', /[\w-]{20,64}/y),
  shape('GitLab deploy token', 'gldt-', /[\w-]{20,64}/y),
  shape('GitLab runner token', 'glrt-', /[\w-]{20,64}/y),
  shape('GitLab CI job token', 'glcbt-', /[\w-]{20,100}/y),
  shape('GitLab OAuth secret', 'gloas-', /[\w-]{20,100}/y),
  shape('Slack bot token', 'xoxb-', /[\d-]{10,40}[A-Za-z0-9-]{10,60}/y),
  shape('Slack user token', 'xoxp-', /[\d-]{10,60}[A-Za-z0-9-]{10,60}/y),
  shape('Slack workspace token', 'xoxa-', /[A-Za-z0-9-]{20,200}/y),
  shape('Slack refresh token', 'xoxe-', /[A-Za-z0-9-]{20,200}/y),
  shape('Slack app-level token', 'xapp-', /\d-[A-Z0-9]{8,14}-\d{8,16}-[a-z0-9]{40,80}/y),
  shape('Stripe secret key', 'sk_live_', /[A-Za-z0-9]{16,200}/y),
  shape('Stripe test secret key', 'sk_test_', /[A-Za-z0-9]{16,200}/y),
  shape('Stripe restricted key', 'rk_live_', /[A-Za-z0-9]{16,200}/y),
  shape('Stripe test restricted key', 'rk_test_', /[A-Za-z0-9]{16,200}/y),
  shape('Stripe publishable key', 'pk_live_', /[A-Za-z0-9]{16,200}/y),
  shape('Stripe webhook secret', 'whsec_', /[A-Za-z0-9+/]{24,80}={0,2}/y),
  shape('npm access token', 'npm_', /[A-Za-z0-9]{36}/y),
  shape('PyPI API token', 'pypi-AgE', /[\w-]{50,250}/y),
  shape('RubyGems API key', 'rubygems_', /[0-9a-f]{48}/y),
  shape('Docker Hub access token', 'dckr_pat_', /[\w-]{27}/y),
  shape('AWS access key id', 'AKIA', /[A-Z2-7]{16}/y),
  shape('AWS temporary access key id', 'ASIA', /[A-Z2-7]{16}/y),
  shape('Google API key', 'AIza', /[\w-]{35}/y),
  shape('Google OAuth access token', 'ya29.', /[\w-]{30,300}/y),
  shape('Google OAuth client secret', 'GOCSPX-', /[\w-]{28}/y),
  shape('OpenAI project key', 'sk-proj-', /[\w-]{40,200}/y),
  shape('OpenAI service account key', 'sk-svcacct-', /[\w-]{40,200}/y),
  shape('Anthropic API key', 'sk-ant-api', /\d{2}-[\w-]{80,120}/y),
  shape('Anthropic OAuth token', 'sk-ant-oat', /\d{2}-[\w-]{80,120}/y),
  shape('Hugging Face access token', 'hf_', /[A-Za-z0-9]{34}/y),
  shape('Replicate API token', 'r8_', /[A-Za-z0-9]{37}/y),
  shape('Groq API key', 'gsk_', /[A-Za-z0-9]{52}/y),
  shape('SendGrid API key', 'SG.', /[\w-]{22}\.[\w-]{43}/y),
  shape('DigitalOcean personal access token', 'dop_v1_', /[0-9a-f]{64}/y),
  shape('DigitalOcean OAuth token', 'doo_v1_', /[0-9a-f]{64}/y),
  shape('Shopify admin API token', 'shpat_', /[0-9a-fA-F]{32}/y),
  shape('Shopify shared secret', 'shpss_', /[0-9a-fA-F]{32}/y),
  shape('Atlassian API token', 'ATATT3', /[\w=-]{150,220}/y),
  shape('Linear API key', 'lin_api_', /[A-Za-z0-9]{40}/y),
  shape('Notion integration token', 'ntn_', /[A-Za-z0-9]{40,60}/y),
  shape('Figma personal access token', 'figd_', /[\w-]{36,60}/y),
  shape('Postman API key', 'PMAK-', /[0-9a-f]{24}-[0-9a-f]{34}/y),
  shape('Databricks token', 'dapi', /[0-9a-f]{32}(?:-\d)?/y),
  shape('Dynatrace token', 'dt0c01.', /[A-Z0-9]{24}\.[A-Z0-9]{64}/y),
  shape('Grafana service account token', 'glsa_', /[A-Za-z0-9]{32}_[0-9a-f]{8}/y),
  shape('Grafana Cloud token', 'glc_', /[A-Za-z0-9+/]{32,400}={0,3}/y),
  shape('HashiCorp Vault token', 'hvs.', /[\w-]{24,200}/y),
  shape('New Relic user key', 'NRAK-', /[A-Z0-9]{27}/y),
  shape('Sentry organization token', 'sntrys_', /[\w=+/-]{40,300}/y),
  shape('Sentry user token', 'sntryu_', /[0-9a-f]{64}/y),
  shape('Supabase access token', 'sbp_', /[0-9a-f]{40}/y),
  shape('Supabase secret key', 'sb_secret_', /[\w-]{30,50}/y),
  shape('PlanetScale token', 'pscale_tkn_', /[\w.-]{32,64}/y),
  shape('Pulumi access token', 'pul-', /[0-9a-f]{40}/y),
  shape('Tailscale key', 'tskey-', /[a-z]{3,10}-[A-Za-z0-9-]{12,60}/y),
  shape('Doppler token', 'dp.pt.', /[A-Za-z0-9]{40,44}/y),
];

/** None starts within a word. That it is asked first spares the rest of the expression at most characters. */
const anyStart = new RegExp(
  `\\b(?:${[...shapes.map(({ prefix }) => prefix.replaceAll('.', '\\.')), '[Bb]asic(?: |%20|\\+)'].join('|')})`,
  'g',
);

const maxPrefix = 16;

/** Those that start at or after `from` and before `to`. */
export function findOpaqueTokens(text: string, options: { from?: number; to?: number } = {}): OpaqueToken[] {
  const { from = 0, to = text.length } = options;
  const found: OpaqueToken[] = [];
  const head = to < text.length ? text.slice(0, to + maxPrefix) : text;
  anyStart.lastIndex = from;
  for (let match = anyStart.exec(head); match && match.index < to; match = anyStart.exec(head)) {
    const token = /^basic/i.test(match[0])
      ? readBasic(text, anyStart.lastIndex)
      : readShape(text, match.index, match[0]);
    if (!token) continue;
    found.push(token);
    anyStart.lastIndex = token.span.end;
  }
  return found;
}

function readShape(text: string, start: number, prefix: string): OpaqueToken | undefined {
  const candidate = shapes.find(({ prefix: own }) => own === prefix);
  if (!candidate) return undefined;
  const { rest } = candidate;
  rest.lastIndex = start + prefix.length;
  const end = rest.test(text) ? rest.lastIndex : start;
  if (end === start || /\w/.test(text[end] ?? '') || isPlaceholder(text.slice(start + prefix.length, end)))
    return undefined;
  return { kind: 'opaque', title: candidate.title, span: { start, end } };
}

/** `xxxxxxxx…`, `your-token-here`, `0000…`: what documentation writes instead of a token uses few characters. */
function isPlaceholder(rest: string): boolean {
  return new Set(rest.toLowerCase()).size < 8;
}

/** RFC 7617 §2: base64 of the user, a colon and the password. */
function readBasic(text: string, start: number): OpaqueToken | undefined {
  const base64 = /[A-Za-z0-9+/]{4,1000}={0,2}/y;
  base64.lastIndex = start;
  const match = base64.exec(text);
  const bytes = match && decodeBase64(match[0]);
  const pair = bytes && decodeUtf8(bytes);
  const colon = pair?.indexOf(':') ?? -1;
  if (!match || !pair || colon === -1 || /[\p{Cc}\p{Cn}]/u.test(pair.trimEnd())) return undefined;
  return {
    kind: 'basic',
    title: 'Basic credentials',
    span: { start, end: base64.lastIndex },
    user: pair.slice(0, colon),
  };
}

function shape(title: string, prefix: string, rest: RegExp): Shape {
  return { title, prefix, rest };
}
