// The pictures of the README, by the name of their file in media/.
import type { Workbench, WorkbenchOptions } from './workbench.ts';

export interface Scene {
  readonly name: string;
  readonly theme: string;
  readonly window: WorkbenchOptions;
  /** Brings the window to what the picture shows. */
  readonly play: (workbench: Workbench) => Promise<void>;
}

export const scenes: readonly Scene[] = [
  {
    name: 'code-lens',
    theme: 'Dark Modern',
    window: {
      width: 1000,
      height: 500,
      files: { 'orders.http': 'GET http://127.0.0.1:8080/orders\nAuthorization: Bearer abc\n' },
      open: 'orders.http',
    },
    play: async workbench => {
      await workbench.codeLens('Send and explain').waitFor();
    },
  },
];
