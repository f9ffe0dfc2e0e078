// The pictures of the README, by the name of their file in media/. The lab runs while they are taken.
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

export const scenes: readonly Scene[] = [
  {
    name: 'panel',
    theme: 'Dark Modern',
    window: lab => ({ width: 1280, height: 720, files: { 'lab.http': lab.httpFile }, open: 'lab.http' }),
    play: async workbench => {
      await workbench.codeLens('Send and explain').click();
      await workbench.webview.locator('.verdict').waitFor();
      return workbench.page;
    },
  },
];
