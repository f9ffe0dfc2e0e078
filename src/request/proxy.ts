// Which proxy a request goes through, from the editor's settings and the environment. Knows no PAC scripts.
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
