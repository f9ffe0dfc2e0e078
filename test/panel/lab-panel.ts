// The panel, which sends to the lab.
import { after } from 'node:test';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import type { ResultView } from '../../src/panel/protocol.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { openPanel, type TestPanel } from './open-panel.ts';

export interface LabPanel extends TestPanel {
  readonly lab: Lab;
  /** At the end of a test it is closed by itself. */
  close(): Promise<void>;
  /** Loads a request of the lab by its name and sends it. */
  send(name: string): Promise<ResultView>;
}

export async function openLabPanel(): Promise<LabPanel> {
  const lab = await startLab();
  const panel = openPanel();
  const close = async () => {
    await panel.sender.dispose();
    await lab.stop();
  };
  after(close);
  // The same object: what is set on it counts.
  return Object.assign(panel, {
    lab,
    close,
    async send(name: string) {
      const file = parseHttpFile(lab.httpFile);
      const index = file.requests.findIndex(request => request.name?.text === name);
      const { request } = resolveRequest(file, index, {});
      if (!request) throw new Error(`The lab has no request "${name}"`);
      panel.conversation.load(request, `lab: ${name}`);
      await panel.conversation.send();
      return panel.result();
    },
  });
}
