// The `.http` files of test/fixtures/http/<dialect>/, each sent request by request to a socket on loopback. What arrived is
// compared, byte by byte, with the `.sent` beside the file. In it, sections stand between lines of `###`, lines of a head
// end in CRLF on the wire, `␍` is a CR in a body, and a line `! code` is something that was said.
// WHY401_ACCEPT=1 rewrites the `.sent` files, for a person to read.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type EnvironmentSource, environmentFile, readEnvironment } from '../../src/request/environments.ts';
import { promptsOf } from '../../src/request/http-file.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { Lookup } from '../../src/request/lookup.ts';
import type { Exchange } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { type ReceivedRequest, reply } from './loopback.ts';
import { sender, start } from './sending.ts';

const folder = join(import.meta.dirname, '../fixtures/http');
const server = await start(({ target }) =>
  target === '/redirect'
    ? reply(302, { Location: '/elsewhere', 'Set-Cookie': 'sid=1' })
    : reply(
        200,
        { 'Content-Type': 'application/json', 'X-Token': 'from-header' },
        '{"token":"t-1","items":[{"id":7}],"user":{"id":9}}',
      ),
);
const host = `127.0.0.1:${server.port}`;

for (const dialect of readdirSync(folder)) {
  describe(`a file of ${dialect}`, () => {
    for (const name of readdirSync(join(folder, dialect)).filter(file => /\.(?:http|rest)$/.test(file))) {
      const expected = join(folder, dialect, name.replace(/\.\w+$/, '.sent'));
      test(`${name} sends what it says`, async () => {
        const sent = await send(join(folder, dialect), name);
        if (process.env.WHY401_ACCEPT) writeFileSync(expected, sent);
        assert.equal(sent, readFileSync(expected, 'utf8'));
      });
    }
  });
}

/** Sends every request of the file in order, as somebody would who goes through it from the top. */
async function send(directory: string, name: string): Promise<string> {
  const file = parseHttpFile(readFileSync(join(directory, name), 'utf8'));
  const read = (path: string) => {
    try {
      return readFileSync(join(directory, path));
    } catch {
      return undefined;
    }
  };
  const exchanges = new Map<string, Exchange>();
  const { variables, shared, dotenv } = readEnvironment(sourcesIn(directory), 'dev');
  const base: Lookup = {
    shared: key => shared.get(key)?.value,
    absence: key => variables.get(key)?.absent,
    answer: ({ text, suggestion, choices }) => suggestion ?? choices?.[0] ?? `answer to ${text}`,
    exchange: key => exchanges.get(key),
    processEnv: key => (key === 'TEST_HOME' ? '/home/test' : undefined),
    dotenv: key => dotenv.get(key)?.value,
    file: read,
    imports: file.imports.map(({ text }) => parseHttpFile(`${read(text) ?? ''}`)),
    now: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    utcOffset: 60,
    random: () => 0.5,
  };
  const sections: string[] = [];
  const said = file.problems.map(({ code }) => `! ${code}\n`).join('');
  for (const [index, written] of file.requests.entries()) {
    const asked = new Map(promptsOf(written).map(prompt => [prompt.name, `asked-${prompt.question}`]));
    const outside = new Map([['host', host], ['origin', `http://${host}`], ...asked]);
    const variable = (key: string) => outside.get(key) ?? variables.get(key)?.value;
    const { request, problems } = resolveRequest(file, index, { ...base, variable });
    const told = problems.map(({ code }) => `! ${code}\n`).join('');
    server.received.length = 0;
    if (request && !problems.some(({ severity }) => severity === 'error')) {
      const { name: _, options, ...message } = request;
      const exchange = await sender.send(message, options);
      if (written.name) exchanges.set(written.name.text, exchange);
    }
    sections.push(told + server.received.map(describeReceived).join(''));
  }
  return said + sections.join('###\n');
}

function describeReceived({ head, body }: ReceivedRequest): string {
  const lines = Buffer.from(head, 'latin1').toString().replaceAll('\r\n', '\n');
  const written = body.replaceAll('\r', '␍');
  return (
    (lines + written).replaceAll(host, '{{host}}').replace(/\n*$/, body === '' ? '\n' : '$&') +
    (body === '' ? '' : '\n')
  );
}

function sourcesIn(directory: string): EnvironmentSource[] {
  const files = readdirSync(directory)
    .flatMap(label => {
      const kind = environmentFile(label);
      return kind ? [{ ...kind, label, text: readFileSync(join(directory, label), 'utf8') }] : [];
    })
    .sort((a, b) => a.rank - b.rank);
  const settings = readdirSync(directory).includes('settings.json')
    ? JSON.parse(readFileSync(join(directory, 'settings.json'), 'utf8'))
    : {};
  const text = JSON.stringify(settings['rest-client.environmentVariables'] ?? {});
  return [...files, { label: 'rest-client.environmentVariables', kind: 'json', text }];
}
