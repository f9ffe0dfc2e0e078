// Builds every bundle into dist/. `--watch` rebuilds and speaks as VS Code's $esbuild-watch matcher expects;
// `--production` minifies. Leaves dist/meta.json, from which the tests read sizes and externals.
const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { parse } = require('acorn');
const esbuild = require('esbuild');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** What the editor loads at first use: a dynamic import of one of these files. What several share is a chunk of its own. */
const editorBundles = {
  extension: 'src/editor/extension.ts',
  'http-language': 'src/editor/http-language.ts',
  lint: 'src/lint/lint.ts',
  'token-actions': 'src/editor/token-actions.ts',
  'token-details': 'src/editor/token-details.ts',
  verification: 'src/oauth/verification.ts',
  'profile-actions': 'src/editor/profile-actions.ts',
  'history-text': 'src/panel/history-text.ts',
  panel: 'src/panel/panel.ts',
  formats: 'src/request/formats.ts',
  lab: 'src/lab/lab.ts',
  sender: 'src/request/send-worker.ts',
};

/** undici holds its parser twice. Without the one for SIMD it takes the other, at half the size of both. */
const oneParser = {
  name: 'one-parser',
  setup(build) {
    build.onLoad({ filter: /llhttp_simd-wasm\.js$/ }, () => ({ contents: 'module.exports = undefined' }));
  },
};

/** What only the generated pages and the tests read of rules and causes. */
const documentation = new Set(['rationale', 'examples', 'tell', 'caller', 'server', 'response', 'misled']);

/** Leaves documentation out of the bundles: its texts are emptied where they stand. */
const withoutDocumentation = {
  name: 'without-documentation',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/](?:lint[\\/]rules|causes)[\\/][\w-]+\.ts$/ }, async ({ path: file }) => {
      const { code } = await esbuild.transform(readFileSync(file, 'utf8'), {
        loader: 'ts',
        sourcefile: file,
        sourcemap: 'inline',
      });
      const spans = [];
      const visit = node => {
        if (node?.type === 'Property' && documentation.has(node.key.name)) spans.push(node.value);
        else if (node && typeof node === 'object') Object.values(node).forEach(visit);
      };
      visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
      const emptied = spans.reduceRight(
        (text, { type, start, end }) =>
          text.slice(0, start) + (type === 'ArrayExpression' ? '[]' : "''") + text.slice(end),
        code,
      );
      return { contents: emptied, loader: 'js' };
    });
  },
};

/** esbuild shares chunks between ES modules alone, and the editor wants CommonJS: each file is rewritten as it is written. */
const asCommonJs = {
  name: 'as-commonjs',
  setup(build) {
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      for (const { path: file, text } of outputFiles) {
        const name = path.relative(__dirname, file).split(path.sep).join('/');
        const { code, map } = await esbuild.transform(text, {
          format: 'cjs',
          platform: 'node',
          target: 'node20',
          minify: production,
          sourcemap: 'external',
          sourcesContent: false,
          sourcefile: path.basename(file),
        });
        metafile.outputs[name].bytes = Buffer.byteLength(code);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, `${code}//# sourceMappingURL=${path.basename(file)}.map\n`);
        writeFileSync(`${file}.map`, map);
      }
    });
  },
};

const problemMatcher = {
  name: 'problem-matcher',
  setup(build) {
    build.onStart(() => {
      if (watch) console.log('[watch] build started');
    });
    build.onEnd(({ errors, warnings }) => {
      for (const { text, location } of [...errors, ...warnings]) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      if (watch) console.log('[watch] build finished');
    });
  },
};

const shared = {
  bundle: true,
  outdir: 'dist',
  minify: production,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  logLevel: 'silent',
  legalComments: 'none',
};

const node = { ...shared, platform: 'node', target: 'node20', mainFields: ['module', 'main'] };

const builds = [
  {
    ...node,
    entryPoints: editorBundles,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[hash]',
    sourcemap: 'inline',
    write: false,
    external: ['vscode'],
    plugins: [oneParser, withoutDocumentation, asCommonJs, problemMatcher],
  },
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [oneParser, problemMatcher],
  },
  {
    ...shared,
    entryPoints: { webview: 'src/webview/main.ts' },
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    plugins: [problemMatcher],
  },
];

async function main() {
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    return;
  }
  rmSync('dist', { recursive: true, force: true });
  const results = await Promise.all(builds.map(options => esbuild.build(options)));
  mkdirSync('dist', { recursive: true });
  const meta = { inputs: {}, outputs: {} };
  for (const { metafile } of results) {
    Object.assign(meta.inputs, metafile.inputs);
    Object.assign(meta.outputs, metafile.outputs);
  }
  writeFileSync('dist/meta.json', JSON.stringify(meta));
}

main().catch(() => process.exit(1));
