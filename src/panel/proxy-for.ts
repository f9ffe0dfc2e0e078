import { workspace } from 'vscode';
import { chooseProxy } from '../request/proxy.ts';
import type { ProxyOptions, SendOptions } from '../request/sender.ts';
import { isLoopbackHost } from '../text/loopback.ts';

/** How the settings of the editor have a request sent. */
export function settingsFor(url: string): Pick<SendOptions, 'proxy' | 'systemAuthorities'> {
  const proxy = proxyFor(url);
  const system = workspace.getConfiguration('http').get<boolean>('systemCertificates', true);
  return { ...(proxy && { proxy }), ...(!system && { systemAuthorities: false }) };
}

/** VS Code never sends loopback through a proxy, and no one who debugs a server on this machine wants that. */
export function proxyFor(url: string): ProxyOptions | undefined {
  if (isLoopbackHost(new URL(url).hostname)) return undefined;
  const settings = workspace.getConfiguration('http');
  return chooseProxy(
    url,
    {
      proxy: settings.get('proxy', ''),
      proxySupport: settings.get('proxySupport', ''),
      noProxy: settings.get('noProxy', []),
      proxyAuthorization: settings.get<string | null>('proxyAuthorization') ?? '',
    },
    process.env,
  );
}
