// The pictures of the README, by the name of their file in media/. The lab runs while they are taken.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import type { Lab } from '../../src/lab/lab.ts';
import type { Workbench, WorkbenchOptions } from './workbench.ts';

export interface Scene {
  readonly name: string;
  readonly theme: string;
  readonly window: (lab: Lab) => WorkbenchOptions;
  /** Brings the window to what the picture shows, and returns the part of it that is in the picture. */
  readonly play: (workbench: Workbench) => Promise<Pick<Locator, 'screenshot'>>;
}

/** The editor and the panel alone: no lists beside the text, no buttons around it. */
export const pictureSettings = {
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'editor.renderLineHighlight': 'none',
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.matchBrackets': 'never',
  'editor.guides.indentation': false,
  'editor.overviewRulerBorder': false,
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'why401.rules': { 'hardcoded-credentials': 'off', 'insecure-transport': 'off' },
};

const minute = 60;

const key = 'k4jv8zq2m1x7c9b3n5w6t0yd';
/** Wants its key in X-Api-Key, and tells nobody. */
const silent = createServer(({ headers }, response) => {
  const good = headers['x-api-key'] === key;
  response.writeHead(good ? 200 : 401, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(good ? { orders: [] } : { message: 'Unauthorized' }));
}).unref();
silent.listen(0, '127.0.0.1');
await once(silent, 'listening');
const silentOrders = `### The orders of this month
GET http://127.0.0.1:${(silent.address() as AddressInfo).port}/orders
Accept: application/json
Authorization: Bearer ${key}
`;

export const scenes: readonly Scene[] = [
  {
    name: 'panel',
    theme: 'Dark Modern',
    window: lab => ({ width: 1200, height: 760, files: { 'orders.http': ordersFile(lab) }, open: 'orders.http' }),
    play: untilVerdict,
  },
  {
    name: 'experiments',
    theme: 'Dark Modern',
    window: () => ({ width: 1200, height: 820, files: { 'orders.http': silentOrders }, open: 'orders.http' }),
    play: async workbench => {
      await sendFile(workbench);
      await workbench.webview.getByRole('button', { name: 'Find out why' }).click();
      const take = workbench.webview.getByRole('button', { name: 'Use the request that worked' });
      await take.scrollIntoViewIfNeeded();
      return workbench.page.locator('.part.editor');
    },
  },
  {
    name: 'journey-401',
    theme: 'Dark Modern',
    window: journeyWindow,
    play: untilVerdict,
  },
  {
    name: 'journey-change',
    theme: 'Dark Modern',
    window: journeyWindow,
    play: async workbench => {
      await sendFile(workbench);
      await workbench.webview.getByRole('button', { name: 'Send the request to' }).click();
      await workbench.webview.locator('.diff').scrollIntoViewIfNeeded();
      return workbench.page.locator('.part.editor');
    },
  },
  {
    name: 'journey-200',
    theme: 'Dark Modern',
    window: journeyWindow,
    play: async workbench => {
      await sendFile(workbench);
      await workbench.webview.getByRole('button', { name: 'Send the request to' }).click();
      await workbench.webview.locator('#send-fix:focus').press('Enter');
      await workbench.webview.locator('.comparison').waitFor();
      return workbench.page.locator('.part.editor');
    },
  },
  {
    name: 'hover',
    theme: 'Dark Modern',
    window: () => ({ width: 1200, height: 600, files: { 'client.py': client() }, open: 'client.py' }),
    play: async workbench => {
      await closeSideBar(workbench);
      await workbench.decoration('expired');
      await workbench.hover(4, 20, 'JSON Web Token');
      return workbench.page.locator('.part.editor');
    },
  },
  {
    name: 'decoration',
    theme: 'Dark Modern',
    window: () => ({ width: 1200, height: 200, files: { '.env': environment() }, open: '.env' }),
    play: async workbench => {
      await closeSideBar(workbench);
      await workbench.decoration('expired');
      return workbench.page.locator('.part.editor');
    },
  },
  {
    name: 'quick-fix',
    theme: 'Dark Modern',
    window: () => ({ width: 1200, height: 420, files: { 'orders.go': orders }, open: 'orders.go' }),
    play: async workbench => {
      await closeSideBar(workbench);
      await workbench.squiggle('error');
      await workbench.goTo(10, 41);
      await workbench.page.keyboard.press('Control+.');
      await workbench.page.locator('.action-widget:visible').waitFor();
      return workbench.page.locator('.part.editor');
    },
  },
];

async function untilVerdict(workbench: Workbench): Promise<Locator> {
  await sendFile(workbench);
  await workbench.webview.locator('.verdict').waitFor();
  return workbench.page.locator('.part.editor');
}

async function sendFile(workbench: Workbench): Promise<void> {
  await closeSideBar(workbench);
  await workbench.takeCodeLens('Send and explain');
}

async function closeSideBar(workbench: Workbench): Promise<void> {
  const bar = workbench.page.locator('.part.sidebar');
  await bar.waitFor();
  await workbench.page.keyboard.press('Control+B');
  await bar.waitFor({ state: 'hidden' });
}

/** The lab's expired token, in a file as anyone would keep it. */
function ordersFile(lab: Lab): string {
  return fileWith(lab, 'expiredToken', 'orders');
}

/** A good token, at an address that moved to another origin. */
function journeyWindow(lab: Lab): WorkbenchOptions {
  const files = { 'orders.http': fileWith(lab, 'redirectedAway', 'moved/orders') };
  return { width: 1100, height: 620, files, open: 'orders.http' };
}

function fileWith(lab: Lab, name: string, path: string): string {
  const { http } = lab.requests.find(request => request.name === name) ?? { http: '' };
  const [own] = /eyJ[\w.-]+/.exec(http) ?? [];
  const [, good] = /^@token = (.+)$/m.exec(lab.httpFile) ?? [];
  return `@api = ${lab.origin}
@token = ${own ?? good}

### The orders of this month
GET {{api}}/${path}
Accept: application/json
Authorization: Bearer {{token}}
`;
}

function client(): string {
  return `import requests

# From the staging login
TOKEN = "${token(-130 * minute, { scope: 'read' })}"
API = "https://api.example.com"


class Orders:
    def __init__(self, token=TOKEN):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def list(self, page=1):
        response = self.session.get(f"{API}/orders", params={"page": page})
        response.raise_for_status()
        return response.json()["orders"]

    def cancel(self, number):
        response = self.session.delete(f"{API}/orders/{number}")
        response.raise_for_status()


if __name__ == "__main__":
    for order in Orders().list():
        print(order["number"], order["total"])
`;
}

function environment(): string {
  return `# Yesterday's, today's and tomorrow's
STAGING_TOKEN=${token(-130 * minute, { aud: 'orders' })}
PREVIEW_TOKEN=${token(3.5 * minute, { aud: 'orders' })}
PRODUCTION_TOKEN=${token(30 * 24 * 60 * minute, { aud: 'orders' })}
`;
}

const orders = `package orders

import "net/http"

func List(client *http.Client, token string) (*http.Response, error) {
	request, err := http.NewRequest("GET", "https://api.example.com/orders", nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer"+token)
	return client.Do(request)
}
`;

/** Its signature is invented. */
function token(secondsFromNow: number, claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000 + secondsFromNow);
  return [encode({ alg: 'HS256' }), encode({ sub: 'ada', ...claims, exp }), 'Xk3q'.repeat(11).slice(1)].join('.');
}
