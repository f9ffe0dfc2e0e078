// The registry of providers, in alphabetical order.
import type { Provider } from './provider.ts';

export const providers: readonly Provider[] = [];
