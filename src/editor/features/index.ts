import type { Disposable, ExtensionContext } from 'vscode';
import * as clearCookies from './clear-cookies.ts';
import * as codeLens from './code-lens.ts';
import * as explain from './explain.ts';
import * as failedRequests from './failed-requests.ts';
import * as findOut from './find-out.ts';
import * as forgetAnswers from './forget-answers.ts';
import * as history from './history.ts';
import * as httpEnvironment from './http-environment.ts';
import * as httpLanguage from './http-language.ts';
import * as httpProblems from './http-problems.ts';
import * as importRequest from './import-request.ts';
import * as keptToken from './kept-token.ts';
import * as lab from './lab.ts';
import * as lintDiagnostics from './lint-diagnostics.ts';
import * as lintFixes from './lint-fixes.ts';
import * as maskToken from './mask-token.ts';
import * as profiles from './profiles.ts';
import * as refreshToken from './refresh-token.ts';
import * as requestAtCursor from './request-at-cursor.ts';
import * as requestsView from './requests-view.ts';
import * as restorePanel from './restore-panel.ts';
import * as scanWorkspace from './scan-workspace.ts';
import * as sendFromFile from './send-from-file.ts';
import * as sendRequest from './send-request.ts';
import * as tokenCommands from './token-commands.ts';
import * as tokenDecorations from './token-decorations.ts';
import * as tokenHover from './token-hover.ts';
import * as tokenStatus from './token-status.ts';
import * as verifyToken from './verify-token.ts';

export interface Feature {
  readonly register: (context: ExtensionContext) => Disposable;
}

/** Everything the extension does in the editor, one file each. */
export const features: readonly Feature[] = [
  clearCookies,
  codeLens,
  explain,
  failedRequests,
  findOut,
  forgetAnswers,
  history,
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
  requestsView,
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
