import ignore, { type Ignore } from 'ignore';

interface Ignores {
  /** With a slash at its end. */
  readonly folder: string;
  readonly rules: Ignore;
}

/** What the `.gitignore` files of a workspace leave out. Paths have slashes. */
export class Gitignore {
  readonly #ignores: readonly Ignores[];

  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    this.#ignores = files
      .map(({ path, text }) => ({ folder: path.slice(0, path.lastIndexOf('/') + 1), rules: ignore().add(text) }))
      .sort((a, b) => b.folder.length - a.folder.length);
  }

  /** The nearest file that says anything decides. */
  ignores(path: string): boolean {
    for (const { folder, rules } of this.#ignores) {
      if (!path.startsWith(folder) || path === folder) continue;
      const { ignored, unignored } = rules.test(path.slice(folder.length));
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}
