// The panel without its page: a conversation that sends for real, to the lab.

import { join } from 'node:path';
import { after } from 'node:test';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { Conversation } from '../../src/panel/conversation.ts';
import type { Ran } from '../../src/panel/outside.ts';
import type { PanelState, ResultView, ToWebview } from '../../src/panel/protocol.ts';
import type { Answers } from '../../src/panel/vault.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { createSender } from '../../src/request/send.ts';

export interface LabPanel {
  readonly lab: Lab;
  readonly conversation: Conversation;
  readonly messages: ToWebview[];
  readonly kept: Map<string, Answers>;
  /** What went to the clipboard. */
  readonly copied: readonly string[];
  /** What was sent from the form. */
  readonly ran: readonly Ran[];
  maySend: boolean;
  /** At the end of a test it is closed by itself. */
  close(): Promise<void>;
  state(): PanelState;
  result(): ResultView;
  /** Loads a request of the lab by its name and sends it. */
  send(name: string): Promise<ResultView>;
  /** Takes a fix of the first finding, and sends what it previews. */
  fix(id: string, answers?: Record<string, string>): Promise<void>;
}

export async function openLabPanel(): Promise<LabPanel> {
  const lab = await startLab();
  const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
  const close = async () => {
    await sender.dispose();
    await lab.stop();
  };
  after(close);
  const messages: ToWebview[] = [];
  const kept = new Map<string, Answers>();
  const copied: string[] = [];
  const ran: Ran[] = [];
  const panel: LabPanel = {
    lab,
    messages,
    kept,
    copied,
    ran,
    close,
    maySend: true,
    conversation: new Conversation({
      send: (request, options, signal) => sender.send(request, options, signal),
      ran: run => ran.push(run),
      post: message => messages.push(message),
      maySend: () => panel.maySend,
      choose: labels => Promise.resolve(labels.length - 1),
      mayAsk: () => Promise.resolve(true),
      openText: () => undefined,
      copy: text => copied.push(text),
      now: Date.now,
      sentFrom: () => 'this computer',
      vault: {
        read: async key => kept.get(key),
        write: async (key, answers) => void kept.set(key, answers),
      },
    }),
    state() {
      const last = messages.findLast(message => message.kind === 'state');
      if (last?.kind !== 'state') throw new Error('No state was sent');
      return last.state;
    },
    result() {
      const { run } = panel.state();
      if (run.kind !== 'result') throw new Error(`There is no result but ${JSON.stringify(run)}`);
      return run.result;
    },
    async send(name) {
      const file = parseHttpFile(lab.httpFile);
      const index = file.requests.findIndex(request => request.name?.text === name);
      const { request } = resolveRequest(file, index, {});
      if (!request) throw new Error(`The lab has no request "${name}"`);
      panel.conversation.load(request, `lab: ${name}`);
      await panel.conversation.send();
      return panel.result();
    },
    async fix(id, answers) {
      await panel.conversation.receive({ kind: 'fix', finding: 0, fix: id, ...(answers && { answers }) });
      const { run } = panel.state();
      if (run.kind === 'result' && run.prompt?.preview) await panel.conversation.receive({ kind: 'send-fix' });
    },
  };
  return panel;
}
