import type * as Language from './http-language.ts';

let loaded: Promise<typeof Language> | undefined;

/** The bundle for `.http` files, loaded at first use. */
export function httpLanguage(): Promise<typeof Language> {
  loaded ??= import('./http-language.ts');
  return loaded;
}
