// What VS Code calls. It registers the features and owns them; it reads no file, opens no socket and decodes nothing.
// The panel and the lab are bundles of their own, loaded at first use.
import type { Disposable, ExtensionContext } from 'vscode';
import * as codeLens from './features/code-lens.ts';
import * as explain from './features/explain.ts';
import * as findOut from './features/find-out.ts';
import * as forgetAnswers from './features/forget-answers.ts';
import * as httpEnvironment from './features/http-environment.ts';
import * as httpLanguage from './features/http-language.ts';
import * as httpProblems from './features/http-problems.ts';
import * as importRequest from './features/import-request.ts';
import * as keptToken from './features/kept-token.ts';
import * as lab from './features/lab.ts';
import * as lintDiagnostics from './features/lint-diagnostics.ts';
import * as lintFixes from './features/lint-fixes.ts';
import * as maskToken from './features/mask-token.ts';
import * as profiles from './features/profiles.ts';
import * as refreshToken from './features/refresh-token.ts';
import * as requestAtCursor from './features/request-at-cursor.ts';
import * as restorePanel from './features/restore-panel.ts';
import * as scanWorkspace from './features/scan-workspace.ts';
import * as sendFromFile from './features/send-from-file.ts';
import * as sendRequest from './features/send-request.ts';
import * as tokenCommands from './features/token-commands.ts';
import * as tokenDecorations from './features/token-decorations.ts';
import * as tokenHover from './features/token-hover.ts';
import * as tokenStatus from './features/token-status.ts';
import * as verifyToken from './features/verify-token.ts';

interface Feature {
  readonly register: (context: ExtensionContext) => Disposable;
}

const features: readonly Feature[] = [
  codeLens,
  explain,
  findOut,
  forgetAnswers,
  httpEnvironment,
  httpLanguage,
  httpProblems,
  importRequest,
  keptToken,
  lab,
  lintDiagnostics,
  lintFixes,
  maskToken,
  profiles,
  refreshToken,
  requestAtCursor,
  restorePanel,
  scanWorkspace,
  sendFromFile,
  sendRequest,
  tokenCommands,
  tokenDecorations,
  tokenHover,
  tokenStatus,
  verifyToken,
];

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(...features.map(feature => feature.register(context)));
}
