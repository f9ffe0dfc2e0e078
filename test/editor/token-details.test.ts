import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeContent, describeSummary, factsOf, linesOf } from '../../src/editor/token-details.ts';
import { notesOf } from '../../src/editor/token-notes.ts';
import { findTokens } from '../../src/jwt/find.ts';
import { escapeMarkdown } from '../../src/jwt/markdown.ts';
import type { FoundToken, Verification } from '../../src/jwt/model.ts';
import { noon, tokenWith, why401 } from '../cli/cli.ts';

const hour = 3600;
const seconds = noon / 1000;

/** A token in each state, and of several kinds. */
const tokens: Readonly<Record<string, string>> = {
  valid: tokenWith({ iss: 'https://id.test', aud: 'api', scope: 'read', exp: seconds + 90 * 60 }),
  'expiring soon': tokenWith({ exp: seconds + 60 }),
  expired: tokenWith({ exp: seconds - 3 * hour, iat: seconds - 4 * hour }),
  'not yet valid': tokenWith({ nbf: seconds + 3 * hour, exp: seconds + 4 * hour }),
  'without expiry': tokenWith({ sub: 'ada', roles: ['admin', '$(sync~spin) [a](command:b)'] }),
  'with milliseconds': tokenWith({ exp: (seconds + hour) * 1000 }),
  'with a string': tokenWith({ exp: String(seconds + hour) }),
  'after the year 9999': tokenWith({ exp: 3e11 }),
  'with an undecodable expiry': tokenWith({ exp: 'tomorrow' }),
  unsecured: tokenWith({ sub: 'ada' }, { alg: 'none' }).replace(/[^.]*$/, ''),
  encrypted: [
    Buffer.from('{"alg":"dir","enc":"A128GCM"}').toString('base64url'),
    '',
    'AAAA',
    'AAAA',
    'A'.repeat(22),
  ].join('.'),
};

function found(compact: string): FoundToken {
  const [token] = findTokens(compact);
  assert.ok(token, compact);
  return token;
}

const verified: Verification = { kind: 'verified', keyId: 'one', from: 'https://id.test/jwks', at: noon, problems: [] };

for (const [name, compact] of Object.entries(tokens))
  test(`the list of a token ${name} says what its hover says`, () => {
    for (const verification of [undefined, verified]) {
      const facts = factsOf(found(compact), noon, verification && { verification });
      const hover = `${describeSummary(facts)}\n\n${describeContent(facts)}`;
      const lines = linesOf(facts).flatMap(group => group.lines);
      const listed = lines.flatMap(({ name, text, meaning = '' }) => [
        name,
        ...text.split(/ · |(?<=\w)\. (?=This)/),
        meaning,
      ]);
      for (const part of listed)
        assert.ok(onlyInList.includes(part) || hover.includes(escapeMarkdown(part)), `"${part}" is not in ${hover}`);
      const told = hover
        .replaceAll(/\*\*|^[|-][-| ]*/gm, '')
        .split(/ \| | \|$|\n+| · |(?<=^(?:Signature|Error|Warning|Note)): /m);
      for (const part of told)
        assert.ok(
          onlyInHover.includes(part) || listed.map(escapeMarkdown).includes(part),
          `"${part}" is not in the list`,
        );
    }
  });

const onlyInList = ['Kind', 'State'];
const onlyInHover = ['', 'Header', 'Payload', 'Value', 'Meaning'];

test('the hover says the state of the signature once', () => {
  const facts = factsOf(found(tokens.valid ?? ''), noon, { verification: verified });
  assert.equal(`${describeSummary(facts)}${describeContent(facts)}`.match(/verified/g)?.length, 1);
});

for (const [name, compact] of Object.entries(tokens))
  test(`the command line says of a token ${name} what the editor says`, async () => {
    const token = found(compact);
    const later = noon + 30 * 60_000;
    const at = new Date(later).toISOString();
    const { out } = await why401(['tokens', '-', '--at', at], { stdin: compact, width: 1000 });
    const note = notesOf([{ token, line: 0, column: 0 }], later, { soon: 300_000, times: 'relative' })[0]?.text ?? '';
    const { state, problems } = factsOf(token, later);
    assert.equal(note, state);
    assert.ok(out.includes(note), `"${note}" is not in ${out}`);
    const unwrapped = out.replaceAll(/\s+/g, ' ');
    for (const { text } of token.problems.length > 0 ? problems : [])
      assert.ok(unwrapped.includes(text.replace(/ \([^()]*\)$/, '')), `"${text}" is not in ${out}`);
  });
