import { workspace } from 'vscode';
import { chooseProxy } from '../request/proxy.ts';
import type { ProxyOptions } from '../request/sender.ts';
import { isLoopbackHost } from '../text/loopback.ts';

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
