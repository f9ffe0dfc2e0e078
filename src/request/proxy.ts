// Which proxy a request goes through, from the editor's settings and the environment. Knows no PAC scripts.
import { encodeBasic } from '../auth/schemes/basic.ts';
import type { DigestLogin } from './digest.ts';
import type { Failure, Header } from './model.ts';
import { decodePercent } from './percent.ts';
import type { ProxyOptions } from './sender.ts';

/** The editor's settings of these names, without their `http.`. */
export interface ProxySettings {
  readonly proxy?: string;
  readonly proxySupport?: string;
  readonly noProxy?: readonly string[];
  readonly proxyAuthorization?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting wins over the environment; `proxySupport` "off" switches both off. */
export function chooseProxy(url: string, settings: ProxySettings, environment: Environment): ProxyOptions | undefined {
  if (settings.proxySupport === 'off') return undefined;
  const secure = url.toLowerCase().startsWith('https:');
  const address =
    settings.proxy ||
    fromEnvironment(environment, secure ? 'https_proxy' : 'http_proxy') ||
    fromEnvironment(environment, 'all_proxy');
  if (!address) return undefined;
  const noProxy = settings.noProxy?.length ? settings.noProxy : splitList(fromEnvironment(environment, 'no_proxy'));
  return {
    url: address.includes('://') ? address : `http://${address}`,
    ...(noProxy.length > 0 ? { noProxy } : {}),
    ...(settings.proxyAuthorization ? { authorization: settings.proxyAuthorization } : {}),
  };
}

/** Lower case wins, as in curl. */
function fromEnvironment(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toUpperCase()];
}

function splitList(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]/).filter(entry => entry !== '');
}

/** Whether a URL is excepted: `*`, `host`, `host:port`, `.suffix`, `*.suffix`; a bare domain also covers what is below it. */
export function bypassesProxy(url: URL, noProxy: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy.some(entry => {
    if (entry === '*') return true;
    const [, name = '', wantedPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(entry.toLowerCase()) ?? [];
    if (name === '' || (wantedPort !== undefined && wantedPort !== port)) return false;
    const suffix = name.replace(/^\*?\./, '');
    return url.hostname === suffix || url.hostname.endsWith(`.${suffix}`);
  });
}

/** Why a proxy cannot be used. Its address may hold a password, so only the harmless part is shown. */
export function checkProxy({ url }: ProxyOptions): Failure | undefined {
  if (!URL.canParse(url))
    return { code: 'proxy-unsupported', message: 'The address of the proxy is no URL: write it as http://host:port' };
  const { protocol, host } = new URL(url);
  if (protocol === 'http:' || protocol === 'https:' || isSocks({ url })) return undefined;
  return {
    code: 'proxy-unsupported',
    message: `The proxy "${protocol}//${host}" cannot be used: write its address with http:, https: or socks5:`,
  };
}

/** SOCKS 5, whichever side the name of the scheme has look up the host. */
export function isSocks({ url }: ProxyOptions): boolean {
  return /^socks(?:5h?)?:/i.test(url);
}

/** Without its password. */
export function proxyAddress({ url }: ProxyOptions): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

export function proxyLogin({ url }: ProxyOptions): DigestLogin | undefined {
  const { username, password } = new URL(url);
  return username === '' ? undefined : { user: decodePercent(username), password: decodePercent(password) };
}

/** What the proxy itself asks for: the given header, or the name and password in its address. */
export function proxyCredentials(proxy: ProxyOptions): Header[] {
  const login = proxyLogin(proxy);
  const value = proxy.authorization ?? (login && `Basic ${encodeBasic(login.user, login.password)}`);
  return value === undefined ? [] : [{ name: 'Proxy-Authorization', value }];
}
