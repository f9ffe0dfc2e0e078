import * as vscode from 'vscode';
import type { Home } from '../panel/home.ts';
import type { CodeCall } from '../request/code-calls.ts';
import type { HttpFile } from '../request/http-file.ts';
import type { HttpRequest } from '../request/model.ts';
import type { Prepared } from './http-request.ts';
import type { Change } from './write-back.ts';

/** Where a request of a `.http` file goes back to. */
export function homeInFile(
  uri: vscode.Uri,
  file: HttpFile,
  index: number,
  prepared: Extract<Prepared, { kind: 'request' }>,
): Home {
  return homeOf(async repaired => {
    const { changesOfFile } = await import('./write-back.ts');
    return changesOfFile(uri, { file, index }, prepared, repaired);
  });
}

/** Where the values of a call in code, or of a curl command, go back to. */
export function homeInSource({ uri }: vscode.TextDocument, text: string, call: CodeCall): Home {
  return homeOf(async repaired => {
    const { changesOfSource } = await import('./write-back.ts');
    return changesOfSource(uri, { text, call }, repaired);
  });
}

function homeOf(changesFor: (repaired: HttpRequest) => Promise<readonly Change[] | undefined>): Home {
  return {
    async placeFor(repaired) {
      const changes = await changesFor(repaired);
      const names = changes?.flatMap(({ document, edits }) =>
        edits.length > 0 ? [vscode.workspace.asRelativePath(document.uri)] : [],
      );
      return names && names.length > 0 ? names.join(' and ') : undefined;
    },
    async write(repaired) {
      const changes = await changesFor(repaired);
      if (!changes) return false;
      const { apply } = await import('./write-back.ts');
      return apply(changes);
    },
  };
}
