import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { bytesOfBody } from '../request/body-pieces.ts';
import type { Body } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { imageType } from './format-bytes.ts';

/** Bytes of a response that are kept in memory; a longer one is kept in a file. */
const inMemory = 2 * 1024 * 1024;

/** The files that long responses are kept in: for this user's eyes, and gone with the panel. */
export class ResponseFiles {
  #folder: Promise<string> | undefined;
  #count = 0;
  #shown: string | undefined;

  async options(): Promise<Pick<SendOptions, 'maxBody' | 'bodyFile'>> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'why401-'));
    const path = join(await this.#folder, `response-${++this.#count}`);
    return { maxBody: inMemory, bodyFile: { path, when: 'over-limit' } };
  }

  /** The one before it goes. */
  show(path: string | undefined): void {
    if (this.#shown !== undefined && this.#shown !== path) void rm(this.#shown, { force: true });
    this.#shown = path;
  }

  async dispose(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }
}

const types: readonly (readonly [pattern: RegExp, language: string, extension: string])[] = [
  [/json/i, 'json', 'json'],
  [/html/i, 'html', 'html'],
  [/xml/i, 'xml', 'xml'],
  [/^text\//i, 'plaintext', 'txt'],
];

/** Text in an editor; what is in a file, or is no text, as the editor opens such files. */
export async function openBody(body: Body, contentType: string): Promise<void> {
  if (body.file) return void vscode.commands.executeCommand('vscode.open', vscode.Uri.file(body.file.path));
  const language = types.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'plaintext';
  const document = await vscode.workspace.openTextDocument({ content: body.text, language });
  await vscode.window.showTextDocument(document);
}

export async function saveBody(body: Body, contentType: string): Promise<void> {
  const extension =
    imageType(body)?.slice('image/'.length) ?? types.find(([pattern]) => pattern.test(contentType))?.[2] ?? 'bin';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(tmpdir());
  const defaultUri = vscode.Uri.joinPath(folder, `response.${extension}`);
  const target = await vscode.window.showSaveDialog({ defaultUri, title: 'Save the Response' });
  if (!target) return;
  try {
    const { fs } = vscode.workspace;
    if (body.file) await fs.copy(vscode.Uri.file(body.file.path), target, { overwrite: true });
    else await fs.writeFile(target, bytesOfBody(body));
    vscode.window.setStatusBarMessage('The response was saved', 5000);
  } catch (error) {
    void vscode.window.showErrorMessage(`Not saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}
