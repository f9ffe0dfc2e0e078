// The panel without its page: a conversation that sends for real.
import { join } from 'node:path';
import { Conversation } from '../../src/panel/conversation.ts';
import type { Outside, Ran } from '../../src/panel/outside.ts';
import type { PanelState, ResultView, ToWebview } from '../../src/panel/protocol.ts';
import type { Answers } from '../../src/repair/repair.ts';
import type { Body } from '../../src/request/model.ts';
import { createSender } from '../../src/request/send.ts';
import type { Sender } from '../../src/request/sender.ts';

export interface TestPanel {
  readonly conversation: Conversation;
  readonly sender: Sender;
  readonly messages: ToWebview[];
  readonly kept: Map<string, Answers>;
  /** What went to the clipboard. */
  readonly copied: readonly string[];
  /** What was to be opened or saved. */
  readonly bodies: readonly Body[];
  /** What was sent from the form. */
  readonly ran: readonly Ran[];
  maySend: boolean;
  state(): PanelState;
  result(): ResultView;
  /** Takes a fix of the first finding, and sends what it previews. */
  fix(id: string, answers?: Record<string, string>): Promise<void>;
}

export function openPanel(outside: Partial<Outside> = {}): TestPanel {
  const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
  const messages: ToWebview[] = [];
  const kept = new Map<string, Answers>();
  const copied: string[] = [];
  const bodies: Body[] = [];
  const ran: Ran[] = [];
  const panel: TestPanel = {
    sender,
    messages,
    kept,
    copied,
    bodies,
    ran,
    maySend: true,
    conversation: new Conversation({
      send: (request, options, signal) => sender.send(request, options, signal),
      ran: run => ran.push(run),
      post: message => messages.push(message),
      maySend: () => panel.maySend,
      choose: labels => Promise.resolve(labels.length - 1),
      investigating: { mayAsk: () => Promise.resolve(true) },
      openBody: body => bodies.push(body),
      saveBody: body => bodies.push(body),
      copyRequest: request => copied.push(JSON.stringify(request)),
      copy: text => copied.push(text),
      now: Date.now,
      sentFrom: () => 'this computer',
      vault: {
        read: async key => kept.get(key),
        write: async (key, answers) => void kept.set(key, answers),
      },
      ...outside,
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
    async fix(id, answers) {
      await panel.conversation.receive({ kind: 'fix', finding: 0, fix: id, ...(answers && { answers }) });
      const { run } = panel.state();
      if (run.kind === 'result' && run.prompt?.preview) await panel.conversation.receive({ kind: 'send-fix' });
    },
  };
  return panel;
}
