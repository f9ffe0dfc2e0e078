import type { ExtensionContext } from 'vscode';
import type { Answers } from '../repair/repair.ts';

/** Answers that the user asked to keep, by what they were for. */
export interface Vault {
  read(key: string): Promise<Answers | undefined>;
  write(key: string, answers: Answers): Promise<void>;
}

const prefix = 'why401.answers ';
/** The names of what is kept, never the values: before VS Code 1.105 the secret storage cannot list its keys. */
const index = 'why401.kept';

export function openVault({ secrets, globalState }: ExtensionContext): Vault {
  return {
    async read(key) {
      try {
        const text = await secrets.get(prefix + key);
        return text === undefined ? undefined : (JSON.parse(text) as Answers);
      } catch {
        // A machine without a keyring keeps nothing; the user is asked again.
        return undefined;
      }
    },
    async write(key, answers) {
      await secrets.store(prefix + key, JSON.stringify(answers));
      await globalState.update(index, [...new Set([...globalState.get<string[]>(index, []), key])]);
    },
  };
}

/** Deletes everything that was kept; returns how much it was. */
export async function emptyVault({ secrets, globalState }: ExtensionContext): Promise<number> {
  const keys = globalState.get<string[]>(index, []);
  for (const key of keys) await secrets.delete(prefix + key);
  await globalState.update(index, undefined);
  return keys.length;
}

/** Under which names something is kept, without opening the secret storage. */
export function keptNames({ globalState }: ExtensionContext): readonly string[] {
  return globalState.get<string[]>(index, []);
}
