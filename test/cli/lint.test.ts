import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderWith, json, tokenWith, why401 } from './cli.ts';

const doubled = "fetch(url, { headers: { Authorization: 'Bearer Bearer ' + token } });\n";
const mended = "fetch(url, { headers: { Authorization: 'Bearer ' + token } });\n";
const uninterpolated = "fetch(url, { headers: { Authorization: 'Bearer ${token}' } });\n";
const fine = 'fetch(url, { headers: { Authorization: `Bearer ${token}` } });\n';

test('a problem is given with its 1-based place, its rule and fixes that can be applied', async () => {
  const outcome = await why401(['lint', '--format', 'json'], { cwd: folderWith({ 'a.js': `\n${doubled}` }) });
  assert.equal(outcome.status, 1);
  assert.equal(outcome.error, '');
  const document = json(outcome);
  assert.equal(document.schema, 'why401/lint@1');
  assert.equal(document.files, 1);
  assert.deepEqual(document.skipped, []);
  const [problem] = document.problems;
  assert.equal(problem.file, 'a.js');
  assert.equal(problem.rule, 'doubled-scheme');
  assert.equal(problem.severity, 'error');
  assert.equal(problem.line, 2);
  assert.equal(problem.endLine, 2);
  const line = doubled.slice(problem.column - 1, problem.endColumn - 1);
  assert.equal(line, 'Bearer');
  assert.ok(problem.help.length > 0);
  assert.equal(problem.fixes[0].safe, true);
});

test('columns count UTF-16 code units and no byte order mark', async () => {
  const cwd = folderWith({ 'a.js': `\uFEFF/* 😀 */ ${doubled}` });
  const [problem] = json(await why401(['lint', '--format=json'], { cwd })).problems;
  assert.equal(problem.column, '/* 😀 */ '.length + doubled.lastIndexOf('Bearer') + 1);
});

test('without a problem the status is 0', async () => {
  const { status, out } = await why401(['lint'], { cwd: folderWith({ 'a.js': fine }) });
  assert.equal(status, 0);
  assert.equal(out, 'No problems in 1 file\n');
});

test('--exit-zero makes 0 of 1 and leaves 2', async () => {
  const cwd = folderWith({ 'a.js': doubled });
  assert.equal((await why401(['lint', '--exit-zero'], { cwd })).status, 0);
  assert.equal((await why401(['lint', '--exit-zero', 'nothing-here'], { cwd })).status, 2);
});

test('.gitignore counts, in every folder and from the root of the repository down', async () => {
  const cwd = folderWith({
    '.git/HEAD': '',
    '.gitignore': 'build/\n*.min.js\n!keep.min.js\n',
    'a.js': doubled,
    'build/b.js': doubled,
    'c.min.js': doubled,
    'keep.min.js': doubled,
    'deep/.gitignore': 'd.js\n',
    'deep/d.js': doubled,
    'deep/e.js': doubled,
    'deep/build/f.js': doubled,
    'node_modules/g/g.js': doubled,
  });
  const files = async (...paths: string[]) =>
    json(await why401(['lint', '--format', 'json', ...paths], { cwd })).problems.map(
      ({ file }: { file: string }) => file,
    );
  assert.deepEqual(await files(), ['a.js', 'deep/e.js', 'keep.min.js']);
  assert.deepEqual(await files('deep'), ['deep/e.js']);
  assert.deepEqual(await files('build', 'c.min.js'), ['build/b.js', 'c.min.js'], 'what is named is read');
});

test('a path is shown as it was given, and no file twice', async () => {
  const cwd = folderWith({ 'src/a.js': doubled });
  const { problems } = json(await why401(['lint', '--format', 'json', join(cwd, 'src'), 'src/a.js'], { cwd }));
  assert.deepEqual(
    problems.map(({ file }: { file: string }) => file),
    [join(cwd, 'src/a.js')],
  );
});

test('binary files and files over 5 MiB are skipped, said and counted', async () => {
  const cwd = folderWith({
    'a.bin': Buffer.from([0x89, 0x50, 0, 1]),
    'big.js': ' '.repeat(5 * 1024 * 1024 + 1),
    'fine.js': fine,
  });
  const outcome = await why401(['lint', '--format', 'json'], { cwd });
  assert.deepEqual(json(outcome).skipped, [
    { file: 'a.bin', reason: 'binary' },
    { file: 'big.js', reason: 'larger than 5 MiB' },
  ]);
  assert.equal(json(outcome).files, 1);
  assert.equal(outcome.error, 'why401: skipped a.bin: binary\nwhy401: skipped big.js: larger than 5 MiB\n');
});

test('--fix applies the safe fixes only, and leaves the rest to be said', async () => {
  const cwd = folderWith({ 'a.js': doubled + uninterpolated });
  const outcome = await why401(['lint', '--fix', '--format', 'json'], { cwd });
  assert.equal(readFileSync(join(cwd, 'a.js'), 'utf8'), mended + uninterpolated);
  assert.deepEqual(
    json(outcome).problems.map(({ rule }: { rule: string }) => rule),
    ['missing-interpolation'],
  );
  assert.equal(outcome.error, 'why401: fixed a.js\n');
});

test('--fix=unsafe applies them all', async () => {
  const cwd = folderWith({ 'a.js': doubled + uninterpolated });
  assert.equal((await why401(['lint', '--fix=unsafe'], { cwd })).status, 0);
  assert.equal(readFileSync(join(cwd, 'a.js'), 'utf8'), mended + fine);
});

test('a file that is not UTF-8 is linted and never written', async () => {
  const bytes = Buffer.concat([Buffer.from('// caf\u00e9\n', 'latin1'), Buffer.from(doubled)]);
  const cwd = folderWith({ 'a.js': bytes });
  const { status, error } = await why401(['lint', '--fix'], { cwd });
  assert.equal(status, 1);
  assert.equal(error, 'why401: left a.js as it is, because it is not UTF-8\n');
  assert.deepEqual(readFileSync(join(cwd, 'a.js')), bytes);
});

test('a byte order mark survives --fix', async () => {
  const cwd = folderWith({ 'a.js': `\uFEFF${doubled}` });
  await why401(['lint', '--fix'], { cwd });
  assert.equal(readFileSync(join(cwd, 'a.js'), 'utf8'), `\uFEFF${mended}`);
});

test('--fix keeps the ends of lines, the mode of the file and the link to it, and leaves nothing beside it', async () => {
  const cwd = folderWith({ 'real/a.js': `\r\n${doubled.trimEnd()}\r\nlast();` });
  chmodSync(join(cwd, 'real/a.js'), 0o750);
  symlinkSync('real/a.js', join(cwd, 'link.js'));
  assert.equal((await why401(['lint', '--fix', 'link.js'], { cwd })).status, 0);
  assert.equal(readFileSync(join(cwd, 'real/a.js'), 'utf8'), `\r\n${mended.trimEnd()}\r\nlast();`);
  assert.equal(statSync(join(cwd, 'real/a.js')).mode & 0o777, 0o750);
  assert.ok(lstatSync(join(cwd, 'link.js')).isSymbolicLink());
  assert.deepEqual(readdirSync(join(cwd, 'real')), ['a.js']);
});

test('links are not followed in folders, so that a loop of them ends', async () => {
  const cwd = folderWith({ 'src/a.js': doubled });
  symlinkSync('.', join(cwd, 'src/loop'));
  symlinkSync('nowhere', join(cwd, 'src/dangling.js'));
  const document = json(await why401(['lint', '--format', 'json'], { cwd }));
  assert.deepEqual([document.files, document.problems.length, document.skipped], [1, 1, []]);
});

test('a file that is not UTF-8 is only mentioned where --fix would have changed it', async () => {
  const cwd = folderWith({ 'a.js': Buffer.from('// caf\u00e9\n', 'latin1') });
  assert.equal((await why401(['lint', '--fix'], { cwd })).error, '');
});

test('stdin is linted under the name it is given, and with --fix its text goes to stdout', async () => {
  const linted = await why401(['lint', '-', '--stdin-filename', 'src/x.js', '--format', 'json'], { stdin: doubled });
  assert.equal(json(linted).problems[0].file, 'src/x.js');
  const fixed = await why401(['lint', '-', '--stdin-filename', 'x.js', '--fix'], { stdin: doubled });
  assert.equal(fixed.out, mended);
  assert.equal(fixed.status, 0);
});

test('--rule switches a rule off and sets its severity', async () => {
  const cwd = folderWith({ 'a.js': doubled });
  const off = await why401(['lint', '--rule', 'doubled-scheme=off'], { cwd });
  assert.equal(off.status, 0);
  const hint = await why401(['lint', '--rule', 'doubled-scheme=hint', '--format', 'json'], { cwd });
  assert.equal(json(hint).problems[0].severity, 'hint');
});

test('wrong usage is one line on stderr and status 2', async () => {
  const cwd = folderWith({ 'a.js': fine });
  const cases: readonly [string[], RegExp][] = [
    [['lint', '--rule', 'no-such-rule=off'], /^why401: there is no rule "no-such-rule"/],
    [['lint', '--rule', 'doubled-scheme=loud'], /^why401: --rule doubled-scheme is "loud"; it takes off, hint/],
    [['lint', '--format', 'xml'], /^why401: --format is "xml"; it takes stylish, json, sarif, github\n$/],
    [['lint', '--no-such-option'], /^why401: Unknown option '--no-such-option'/],
    [['lint', '--fix=all'], /^why401: --fix is "all"/],
    [['lint', 'absent.js'], /^why401: cannot read "absent.js": no such file\n$/],
    [['lint', '-', 'a.js'], /^why401: - \(stdin\)/],
    [['lint', '/dev/null'], /^why401: cannot read "\/dev\/null": it is neither a file nor a folder/],
  ];
  for (const [args, message] of cases) {
    const outcome = await why401(args, { cwd });
    assert.equal(outcome.status, 2, args.join(' '));
    assert.equal(outcome.out, '');
    assert.match(outcome.error, message);
    assert.equal(outcome.error.split('\n').length, 2, 'one line');
  }
});

test('stylish shows the line with carets below the very words', async () => {
  const { out } = await why401(['lint'], { cwd: folderWith({ 'a.js': doubled }) });
  const [head = '', line = '', carets = '', fix = ''] = out.split('\n');
  assert.match(head, /^a\.js:1:48 {2}error {2}.*doubled-scheme$/);
  assert.equal(line, `  1 | ${doubled.trimEnd()}`);
  assert.equal(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'Bearer');
  assert.match(fix, /^ {2}fix: /);
  assert.match(out, /\n1 error in 1 file; --fix mends 1 of them\n$/);
});

test('a token in a line never appears whole, unless it is asked for', async () => {
  const token = tokenWith({ sub: 'ada' });
  const cwd = folderWith({ 'a.js': `fetch(url, { headers: { Authorization: 'Bearer Bearer ${token}' } });\n` });
  for (const format of ['stylish', 'json', 'sarif', 'github']) {
    const { out } = await why401(['lint', '--format', format], { cwd });
    assert.match(out, /doubled-scheme/);
    assert.ok(!out.includes(token), format);
  }
  assert.ok((await why401(['lint', '--show-secrets'], { cwd, width: 1000 })).out.includes(token));
});

test('GitHub annotations have a line for each problem, by severity, and nothing where there is none', async () => {
  const cwd = folderWith({ 'a.js': doubled + doubled, 'b.js': fine });
  const annotations = async (...args: string[]) => (await why401(['lint', '--format', 'github', ...args], { cwd })).out;
  assert.deepEqual((await annotations()).match(/^::error file=a\.js,line=[12],/gm), [
    '::error file=a.js,line=1,',
    '::error file=a.js,line=2,',
  ]);
  assert.match(await annotations('--rule', 'doubled-scheme=warning'), /^::warning /);
  assert.match(await annotations('--rule', 'doubled-scheme=hint'), /^::notice /);
  assert.equal(await annotations('b.js'), '');
});

test('GitHub annotations name the file and the place and escape what they must', async () => {
  const { out } = await why401(['lint', '--format', 'github'], { cwd: folderWith({ 'a,b.js': doubled }) });
  assert.match(out, /^::error file=a%2Cb\.js,line=1,endLine=1,col=48,endColumn=54,title=doubled-scheme::.+\n$/);
});

test('a fix that would print a password gives no edits, and --fix still applies it', async () => {
  const source = "fetch(url, { headers: { Authorization: 'Basic ada:engine-no-1' } });\n";
  const cwd = folderWith({ 'a.js': source });
  const encoded = Buffer.from('ada:engine-no-1').toString('base64');
  const [problem] = json(await why401(['lint', '--format', 'json'], { cwd })).problems;
  assert.equal(problem.rule, 'basic-not-encoded');
  assert.deepEqual(problem.fixes[0].edits, []);
  for (const format of ['stylish', 'json', 'sarif', 'github']) {
    const { out } = await why401(['lint', '--format', format], { cwd });
    assert.ok(!out.includes('ada:engine-no-1') && !out.includes(encoded), format);
  }
  const shown = json(await why401(['lint', '--format', 'json', '--show-secrets'], { cwd })).problems;
  assert.equal(shown[0].fixes[0].edits[0].text, encoded);
  await why401(['lint', '--fix'], { cwd });
  assert.equal(readFileSync(join(cwd, 'a.js'), 'utf8'), source.replace('ada:engine-no-1', encoded));
});

test('an interruption ends with status 130 and prints nothing', async () => {
  const outcome = await why401(['lint'], { cwd: folderWith({ 'a.js': doubled }), interrupted: AbortSignal.abort() });
  assert.deepEqual(outcome, { status: 130, out: '', error: '' });
});
