import { type DocumentSelector, type TextDocument, workspace } from 'vscode';

/** Where people read and write code. Not `*`, which also means output views, diffs against git, chat and SCM inputs. */
const schemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs'];

export const everyDocument: DocumentSelector = schemes.map(scheme => ({ scheme }));

/** REST Client and httpYac use the same language id. */
export const httpDocuments = schemes.map(scheme => ({ scheme, language: 'http' }));

export const markdownDocuments = schemes.map(scheme => ({ scheme, language: 'markdown' }));

/** File systems that show something which stands elsewhere: a commit, a pull request, settings, a chat. */
const views = /^(?:git|pr|review|output|comment|private|walkThrough|trustedDomains|(?:vscode|chat|copilot|gitlens).*)$/;

/** Whatever an extension mounts as files is written by people too, even where it cannot be written here. */
export function isWatched({ uri: { scheme } }: TextDocument): boolean {
  return schemes.includes(scheme) || (!views.test(scheme) && workspace.fs.isWritableFileSystem(scheme) !== undefined);
}
