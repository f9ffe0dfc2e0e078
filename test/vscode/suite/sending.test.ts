import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CodeLens, commands, Selection, window, workspace } from 'vscode';

const refuse: RequestListener = (_request, response) => {
  response.writeHead(401, { 'www-authenticate': 'Bearer realm="orders"' }).end();
};

/** A server that refuses everyone, on loopback. */
async function refusingServer(
  server: Server = createServer(refuse),
): Promise<{ server: Server; origin: string; request: Promise<IncomingMessage> }> {
  const request = once(server, 'request').then(([message]) => message as IncomingMessage);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, request };
}

async function send(httpFile: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'http', content: httpFile });
  await commands.executeCommand('why401.sendAtCursor', { uri: document.uri.toString(), line: 0 });
}

/** What a bundled undici would replace for every extension in the process. */
function processWide(): unknown[] {
  return [
    globalThis[Symbol.for('undici.globalDispatcher.1') as never],
    globalThis[Symbol.for('undici.globalDispatcher.2') as never],
    globalThis.fetch,
  ];
}

suite('sending', () => {
  test('a request leaves with its credentials, and the process as it was', async () => {
    const { server, origin, request } = await refusingServer();
    const before = processWide();
    try {
      await send(`GET ${origin}/orders\nAuthorization: Bearer abc\n`);
      const { url, headers } = await request;
      assert.equal(url, '/orders');
      assert.equal(headers.authorization, 'Bearer abc');
    } finally {
      server.close();
    }
    for (const [index, value] of processWide().entries()) assert.equal(value, before[index]);
  });

  test('a request goes through the proxy that http.proxy names', async () => {
    const { server, origin, request } = await refusingServer();
    const settings = workspace.getConfiguration('http');
    await settings.update('proxy', origin, true);
    try {
      const text = 'GET http://orders.example/orders\nAuthorization: Bearer abc\n';
      await send(text);
      // The credentials would cross the network in the open: the first time, nothing leaves.
      await send(text);
      const { url, headers } = await request;
      assert.equal(url, 'http://orders.example/orders');
      assert.equal(headers.host, 'orders.example');
    } finally {
      await settings.update('proxy', undefined, true);
      server.close();
    }
  });

  test('a call in code is sent as far as it is literal', async () => {
    const { server, origin, request } = await refusingServer();
    try {
      const content = `import requests\nrequests.post("${origin}/orders", json={"a": 1}, auth=("ada", "engine"))\n`;
      const document = await workspace.openTextDocument({ language: 'python', content });
      const editor = await window.showTextDocument(document);
      const cursor = document.positionAt(content.indexOf('json'));
      editor.selection = new Selection(cursor, cursor);
      await commands.executeCommand('why401.sendCall');
      const { url, method, headers } = await request;
      assert.deepEqual([method, url, headers['content-type']], ['POST', '/orders', 'application/json']);
      assert.equal(headers.authorization, `Basic ${btoa('ada:engine')}`);
    } finally {
      server.close();
    }
  });

  test('a request in a fence of Markdown has a CodeLens that sends it', async () => {
    const { server, origin, request } = await refusingServer();
    try {
      const content = `# Orders\n\n\`\`\`http\nGET ${origin}/orders\nAuthorization: Bearer abc\n\`\`\`\n`;
      const { uri } = await workspace.openTextDocument({ language: 'markdown', content });
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
      const lens = lenses.find(({ command }) => command?.command === 'why401.sendAtCursor');
      assert.equal(lens?.range.start.line, 3);
      await commands.executeCommand('why401.sendAtCursor', ...(lens.command?.arguments ?? []));
      const { headers } = await request;
      assert.equal(headers.authorization, 'Bearer abc');
    } finally {
      server.close();
    }
  });

  test('a certificate is trusted whose authority only the system knows', async () => {
    const pem = readFileSync(process.env.WHY401_SERVER_PEM ?? '', 'utf8');
    const { server, origin, request } = await refusingServer(createTlsServer({ cert: pem, key: pem }, refuse));
    try {
      await send(`GET ${origin.replace('http:', 'https:')}/orders\nAuthorization: Bearer abc\n`);
      const { headers } = await request;
      assert.equal(headers.authorization, 'Bearer abc');
    } finally {
      server.close();
    }
  });
});
