// Builds every bundle into dist/. `--watch` rebuilds and speaks as VS Code's $esbuild-watch matcher expects;
// `--production` minifies. Leaves dist/meta.json, from which the tests read sizes and externals.
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** Bundles that Node runs, by name. A dynamic import of one of these files loads its bundle at first use. */
const nodeBundles = {
  extension: 'src/editor/extension.ts',
  'http-language': 'src/editor/http-language.ts',
  lint: 'src/lint/lint.ts',
  'token-actions': 'src/editor/token-actions.ts',
  'token-details': 'src/editor/token-details.ts',
  verification: 'src/oauth/verification.ts',
  panel: 'src/panel/panel.ts',
  formats: 'src/request/formats.ts',
  lab: 'src/lab/lab.ts',
  sender: 'src/request/send-worker.ts',
  cli: 'src/cli/main.ts',
};

const lazyBundles = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path: specifier, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = path.relative(__dirname, path.resolve(resolveDir, specifier)).split(path.sep).join('/');
      const bundle = Object.keys(nodeBundles).find(name => nodeBundles[name] === file);
      return bundle ? { path: `./${bundle}.js`, external: true } : undefined;
    });
  },
};

/** undici holds its parser twice. Without the one for SIMD it takes the other, at half the size of both. */
const oneParser = {
  name: 'one-parser',
  setup(build) {
    build.onLoad({ filter: /llhttp_simd-wasm\.js$/ }, () => ({ contents: 'module.exports = undefined' }));
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

const builds = [
  ...Object.entries(nodeBundles).map(([name, file]) => ({
    ...shared,
    entryPoints: { [name]: file },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    banner: name === 'cli' ? { js: '#!/usr/bin/env node' } : {},
    plugins: [lazyBundles, oneParser, problemMatcher],
  })),
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
