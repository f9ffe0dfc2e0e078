// One editor window as a person sees it and works it: the page object of the workbench specs and of the screenshots.
//
//   const workbench = await openWorkbench(server, browser, { files: { 'a.http': 'GET http://127.0.0.1:1/' }, open: 'a.http' });
//   await workbench.command('Why401: Send Request…');   // by its name in the palette
//   await workbench.pick('POST'); await workbench.answer('URL', 'http://…');  // a list; the input box that asks for the URL
//   await workbench.openFile('a.http'); await workbench.goTo(3, 10);
//   await workbench.text('GET');                        // what the editor shows, once it contains that
//   await workbench.hover(3, 10, 'JWT');                // text of the hover that says so
//   await workbench.decoration('expired');              // inline text after a token; noDecoration waits until it has gone
//   await workbench.squiggle('warning');                // 'error' | 'warning' | 'info' | 'hint'
//   await workbench.quickFix(3, 10, 'Remove');          // takes the fix whose title says so
//   await workbench.takeCodeLens('Send and explain');
//   await workbench.problems(); await workbench.notification('401');
//   await workbench.webview.getByRole('button', { name: 'Send' }).click();
//   await workbench.theme('Dark Modern'); await workbench.screenshot('panel');
//
// Every method waits for the state that it names and fails after `patience`; none sleeps. Lines and columns count from 1.
/// <reference lib="dom" />
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import type { Server } from './server.ts';

export interface WorkbenchOptions {
  /** Files of the workspace, by path. */
  readonly files?: Record<string, string>;
  /** The file that is open when the window shows. */
  readonly open?: string;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a screenshot for each of the window's. */
  readonly scale?: number;
  /** Further entries of the window's payload, such as `extensionTestsPath`. */
  readonly payload?: readonly (readonly [string, string])[];
  /** What has to be in place before the page loads. */
  readonly prepare?: (context: BrowserContext, page: Page) => Promise<void>;
}

const patience = 30_000;
/** How long to let the editor answer before asking once more: an extension may still be starting. */
const askAgain = 4_000;
const screenshots = join(import.meta.dirname, 'screenshots');

export async function openWorkbench(
  server: Server,
  browser: Browser,
  options: WorkbenchOptions = {},
): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'why401-workspace-'));
  for (const [name, text] of Object.entries(options.files ?? {})) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { width = 1280, height = 800, scale = 1 } = options;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await options.prepare?.(context, page);

  const file = options.open === undefined ? undefined : join(folder, options.open);
  await page.goto(windowAddress(server, folder, options.payload, file));
  return new Workbench(server, context, page, folder);
}

/** Where a browser finds the window on that folder, with that file open. */
export function windowAddress(
  { authority }: Server,
  folder: string,
  payload: WorkbenchOptions['payload'] = [],
  file?: string,
): string {
  const opened = file === undefined ? [] : [['openFile', `vscode-remote://${authority}${file}`]];
  const query = new URLSearchParams({
    folder,
    payload: JSON.stringify([['skipWelcome', 'true'], ...opened, ...payload]),
  });
  return `http://${authority}/?${query}`;
}

export class Workbench {
  readonly page: Page;
  /** The workspace folder on disk. */
  readonly folder: string;
  readonly server: Server;
  readonly #context: BrowserContext;

  constructor(server: Server, context: BrowserContext, page: Page, folder: string) {
    this.server = server;
    this.#context = context;
    this.page = page;
    this.folder = folder;
  }

  /** Waits until the window shows what it will show without anyone's doing. */
  async ready(): Promise<this> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.waitForFunction(() => performance.getEntriesByName('code/didStartWorkbench').length > 0);
    return this;
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  // The palette and its inputs

  get #input(): Locator {
    return this.page.locator('.quick-input-widget:visible input.input');
  }

  /** Runs a command by what the palette calls it. */
  async command(label: string): Promise<void> {
    await this.#take('F1', `>${label}`, label);
  }

  async openFile(name: string): Promise<void> {
    const label = name.split('/').at(-1) ?? name;
    await this.#take('Control+P', name, label);
    await this.page.locator('.tab.active', { hasText: label }).waitFor();
  }

  /** Chooses the row of the open list that has this text. */
  async pick(label: string): Promise<void> {
    await this.#choose(this.page.locator('.quick-input-list:visible'), label);
    await this.page.keyboard.press('Enter');
  }

  /** Answers the input box whose prompt or title asks this. */
  async answer(asked: string, text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget:visible', { hasText: asked }).locator('input.input');
    await box.fill(text);
    await box.press('Enter');
  }

  /** Takes a row of the list that the key opens; a key that comes while the list is still filtering is lost. */
  async #take(key: string, text: string, label: string): Promise<void> {
    await this.#quickOpen(key, text);
    await this.#until(`the list of ${key} that takes "${label}"`, async () => {
      await this.pick(label);
      await this.page.waitForFunction(
        asked =>
          [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input.input')].every(
            input => !input.checkVisibility() || input.value !== asked,
          ),
        text,
        { timeout: askAgain },
      );
    });
  }

  async #quickOpen(key: string, text: string): Promise<void> {
    await this.#until(`the input that ${key} opens`, async () => {
      if (!(await this.#input.isVisible())) await this.page.keyboard.press(key);
      await this.#input.waitFor({ timeout: askAgain });
      await this.#input.fill(text, { timeout: askAgain });
    });
  }

  // The editor

  get editor(): Locator {
    // A pane without text, such as the panel's, may stand before it.
    return this.page.locator('.editor-instance:has(.view-lines)').first();
  }

  /** The text on screen once it contains this. */
  async text(containing: string): Promise<string> {
    let text = '';
    await this.#until(`an editor that shows "${containing}"`, async () => {
      text = await this.#textOnScreen();
      if (!text.includes(containing)) throw new Error(`It shows ${JSON.stringify(text)}`);
    });
    return text;
  }

  async #textOnScreen(): Promise<string> {
    // Lines stand in the document in the order in which they were drawn.
    const lines = await this.editor.locator('.view-lines .view-line').evaluateAll(elements =>
      elements
        .map(line => ({ top: Number.parseFloat((line as HTMLElement).style.top), text: line.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    return withSpaces(lines.join('\n'));
  }

  /** Puts the cursor there. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#quickOpen('Control+G', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.#input.waitFor({ state: 'hidden' });
    await this.page.locator('.statusbar', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Shows the hover there and returns its text once it says `containing`. */
  async hover(line: number, column: number, containing: string): Promise<string> {
    await this.goTo(line, column);
    const hovers = this.page.locator('.monaco-hover:visible').filter({ hasText: containing });
    await this.#until(`a hover at ${line}:${column} that says "${containing}"`, async () => {
      await this.page.keyboard.press('Control+K');
      await this.page.keyboard.press('Control+I');
      await hovers.first().waitFor({ timeout: askAgain });
    });
    return withSpaces((await hovers.allInnerTexts()).join('\n'));
  }

  /** The first mark of that severity under the text. */
  async squiggle(severity: 'error' | 'warning' | 'info' | 'hint'): Promise<Locator> {
    const mark = this.editor.locator(`.view-overlays .squiggly-${severity}`).first();
    await mark.waitFor();
    return mark;
  }

  /** Texts set after spans of code, such as a token's expiry. */
  async decorations(): Promise<string[]> {
    const contents = await this.editor
      .locator('.view-line span')
      .evaluateAll(elements => elements.map(element => getComputedStyle(element, '::after').content));
    return contents.filter(content => content.startsWith('"')).map(content => withSpaces(content.slice(1, -1)));
  }

  /** The decoration that says so. */
  async decoration(containing: string): Promise<string> {
    let found: string | undefined;
    await this.#until(`a decoration that says "${containing}"`, async () => {
      const all = await this.decorations();
      found = all.find(text => text.includes(containing));
      if (found === undefined) throw new Error(`There are ${JSON.stringify(all)}`);
    });
    return found ?? '';
  }

  /** Waits until no decoration says so. */
  async noDecoration(containing: string): Promise<void> {
    await this.#until(`no decoration that says "${containing}"`, async () => {
      const all = await this.decorations();
      if (all.some(text => text.includes(containing))) throw new Error(`There are ${JSON.stringify(all)}`);
    });
  }

  codeLens(text: string): Locator {
    return this.editor.locator('.codelens-decoration a', { hasText: text }).first();
  }

  /** Clicks a lens. One that an activation elsewhere made stale is text without a link until the editor has the focus again. */
  async takeCodeLens(text: string): Promise<void> {
    await this.#until(`the CodeLens "${text}"`, async () => {
      await this.editor.locator('.codelens-decoration', { hasText: text }).first().waitFor({ timeout: askAgain });
      if (!(await this.codeLens(text).isVisible())) await this.editor.locator('.view-line').last().click();
      await this.codeLens(text).click({ timeout: askAgain });
    });
  }

  /** Opens the quick fixes there and takes the one whose title has this text. */
  async quickFix(line: number, column: number, title: string): Promise<void> {
    await this.goTo(line, column);
    const menu = this.page.locator('.action-widget:visible:not(.action-list-submenu-panel)');
    const none = this.page.locator('.monaco-editor-overlaymessage', { hasText: /no code actions|no quick fixes/i });
    await this.#until(`a quick fix "${title}" at ${line}:${column}`, async () => {
      // The answer to an earlier key says nothing about this one.
      if (await none.isVisible()) await this.page.keyboard.press('Escape');
      await none.waitFor({ state: 'hidden', timeout: askAgain });
      // Pressed in an open menu, the same keys would take the first fix.
      if (!(await menu.isVisible())) await this.page.keyboard.press('Control+.');
      await menu.or(none).first().waitFor({ timeout: askAgain });
      if (await menu.locator('.monaco-list-row.action', { hasText: title }).first().isVisible()) return;
      await this.page.keyboard.press('Escape');
      await menu.or(none).first().waitFor({ state: 'hidden', timeout: askAgain });
      throw new Error('There is none');
    });
    // In 1.100 a click on the row does nothing.
    await this.#choose(menu, title);
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'hidden' });
  }

  // Around the editor

  /** The rows of the Problems view, once there is one. */
  async problems(): Promise<string[]> {
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map(withSpaces);
  }

  /** The notification that says so. */
  async notification(containing: string): Promise<Locator> {
    const toast = this.page.locator('.notification-toast', { hasText: containing }).first();
    await toast.waitFor();
    return toast;
  }

  /** Answers the modal dialog with one of its buttons; returns what the dialog said. */
  async dialog(button: string): Promise<string> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor();
    const text = await box.textContent();
    await box.getByRole('button', { name: button }).click();
    return text ?? '';
  }

  /** The document inside the webview on screen. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  // Looks

  /** Switches to a theme by its name in the picker, such as "Dark Modern" or "Light High Contrast". */
  async theme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.pick(name);
    const contrast = /contrast/i.test(name);
    const kind = /light/i.test(name) ? (contrast ? 'hc-light' : 'vs') : contrast ? 'hc-black' : 'vs-dark';
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
    await this.#input.waitFor({ state: 'hidden' });
  }

  /** Saves the window, or the part given, for a person to look at; returns the file. */
  async screenshot(name: string, part: Pick<Locator, 'screenshot'> = this.page): Promise<string> {
    const path = join(screenshots, `${this.server.host.name}-${name}.png`);
    await part.screenshot({ path });
    return path;
  }

  /** What the window shows, in words: for the log of a test that failed where nobody sees the screenshot. */
  async described(): Promise<string> {
    const seen = await this.page.evaluate(() => {
      const texts = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)]
          .filter(element => element.checkVisibility())
          .map(element => (element.ariaLabel ?? element.innerText).slice(0, 200));
      return {
        tabs: texts('.tab.active'),
        lenses: [...document.querySelectorAll('.codelens-decoration')].map(lens => lens.innerHTML.slice(0, 200)),
        input: texts('.quick-input-widget'),
        notifications: texts('.notification-toast'),
        dialogs: texts('.monaco-dialog-box'),
        status: texts('.statusbar-item'),
        focus: `${document.activeElement?.tagName}.${document.activeElement?.className}`,
      };
    });
    return JSON.stringify(seen, undefined, 1);
  }

  /** Moves the list's focus to the row with this text; rows may be off screen, or move under the mouse. */
  async #choose(list: Locator, label: string): Promise<void> {
    await list.locator('.monaco-list-row').first().waitFor();
    const chosen = list.locator('.monaco-list-row.focused', { hasText: label });
    await this.#until(`the row "${label}"`, async () => {
      if (await chosen.isVisible()) return;
      // A webview that loads late takes the keys; the list stays open.
      const inWebview = await this.page.evaluate(() => document.activeElement?.matches('iframe.webview'));
      if (inWebview && (await this.#input.isVisible())) await this.#input.focus();
      await this.page.keyboard.press('ArrowDown');
      throw new Error(`The focus is on "${(await list.locator('.monaco-list-row.focused').allInnerTexts()).join()}"`);
    });
  }

  async #until(what: string, attempt: () => Promise<void>): Promise<void> {
    const end = performance.now() + patience;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (performance.now() > end) throw new Error(`Waited in vain for ${what}`, { cause: error });
        await this.page.evaluate(() => new Promise(requestAnimationFrame));
      }
    }
  }
}

/** VS Code draws spaces as no-break spaces. */
function withSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
