// Takes in the body of a response as it comes: undoes its codings, keeps its beginning in memory, and writes the whole to a
// file where that is wanted. Memory is bounded whatever the server sends, and however it was compressed.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { codingsOf, textBody } from './content.ts';
import type { Body, Header } from './model.ts';
import type { SendOptions } from './sender.ts';

/** More is not written, even to a file. */
const longestFile = 1024 * 1024 * 1024;

export class BodySink {
  readonly #headers: readonly Header[];
  readonly #limit: number;
  readonly #target: SendOptions['bodyFile'];
  readonly #stop: () => void;
  readonly #chunks: Buffer[] = [];
  #stages: readonly Transform[] | undefined;
  #finished: Promise<void> | undefined;
  #kept = 0;
  #size = 0;
  #file: number | undefined;
  #cut = false;

  /** `stop` is called once the rest of the body is not wanted. */
  constructor(headers: readonly Header[], options: SendOptions, stop: () => void) {
    this.#headers = headers;
    this.#limit = options.maxBody ?? 10 * 1024 * 1024;
    this.#target = options.bodyFile;
    this.#stop = stop;
    if (this.#target?.when === 'always') this.#open(this.#target.path);
  }

  /** Calls `resume` later where it returns false. */
  write(chunk: Buffer, resume: () => void): boolean {
    this.#stages ??= this.#start(chunk);
    const [first] = this.#stages;
    if (!first) {
      this.#take(chunk);
      return true;
    }
    if (first.destroyed || first.write(chunk)) return true;
    first.once('drain', resume);
    first.once('close', resume);
    return false;
  }

  async end(cut: boolean): Promise<Body | undefined> {
    this.#stages?.[0]?.end();
    await this.#finished;
    if (this.#file !== undefined) closeSync(this.#file);
    const path = this.#file === undefined ? undefined : this.#target?.path;
    const body = textBody(Buffer.concat(this.#chunks), this.#headers, {
      size: this.#size,
      partial: cut || this.#cut || this.#size > this.#kept,
    });
    return body && path !== undefined ? { ...body, file: { path, whole: !cut && !this.#cut } } : body;
  }

  /** A body that is corrupt gives what could be read of it. */
  #start(first: Buffer): Transform[] {
    const stages: Transform[] = [];
    for (const coding of codingsOf(this.#headers)) {
      const stage = decompressor(coding, stages.length === 0 ? first : undefined);
      if (!stage) {
        this.#cut = true;
        break;
      }
      stages.push(stage);
    }
    const last = stages.at(-1);
    if (!last) return stages;
    stages.forEach((stage, i) => {
      const next = stages[i + 1];
      if (next) stage.pipe(next);
      stage.on('error', () => {
        this.#cut = true;
        // What was read so far still comes out at the end.
        next?.end();
      });
    });
    last.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#finished = new Promise(resolve => last.once('close', resolve));
    return stages;
  }

  #take(chunk: Buffer): void {
    const room = Math.max(this.#limit - this.#kept, 0);
    this.#size += chunk.length;
    this.#store(chunk, chunk.length > room);
    if (room > 0) this.#chunks.push(chunk.subarray(0, room));
    this.#kept += Math.min(room, chunk.length);
    if (this.#size <= (this.#file === undefined ? this.#limit : longestFile)) return;
    this.#cut = true;
    for (const stage of this.#stages ?? []) stage.destroy();
    this.#stop();
  }

  /** A disk that is full ends the file, not the response. */
  #store(chunk: Buffer, isOverLimit: boolean): void {
    if (this.#file === undefined && !(isOverLimit && this.#target && !this.#cut)) return;
    try {
      if (this.#file === undefined) this.#open(this.#target?.path ?? '');
      if (this.#file !== undefined) writeSync(this.#file, chunk);
    } catch {
      if (this.#file !== undefined) closeSync(this.#file);
      this.#file = undefined;
      this.#cut = true;
    }
  }

  #open(path: string): void {
    // Anew, and for this user's eyes only: a link that waits under that name is not followed.
    rmSync(path, { force: true });
    this.#file = openSync(path, 'wx', 0o600);
    for (const chunk of this.#chunks) writeSync(this.#file, chunk);
  }
}

function decompressor(coding: string, first: Uint8Array | undefined): Transform | undefined {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (coding === 'gzip' || coding === 'x-gzip') return zlib.createGunzip();
  if (coding === 'br') return zlib.createBrotliDecompress();
  if (coding === 'zstd') return createZstdDecompress?.();
  // Many servers send raw deflate data where RFC 9110 §8.4.1.2 wants the zlib format.
  if (coding === 'deflate') return ((first?.[0] ?? 8) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
  return undefined;
}
