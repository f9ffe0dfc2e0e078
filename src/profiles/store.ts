// Profiles: credentials that have a name. The credentials are in the secret storage alone; the list beside it says what
// there is, so that nothing has to be opened to show it. It knows neither VS Code nor the network.
import { decodeToken } from '../jwt/decode.ts';
import { toInstant } from '../jwt/times.ts';
import { unattendedGrants } from '../oauth/model.ts';
import type { Profile, ProfileCredentials, ProfileEntry } from './model.ts';

/** VS Code's `ExtensionContext` is one. */
export interface ProfilePlaces {
  readonly secrets: {
    get(key: string): PromiseLike<string | undefined>;
    store(key: string, value: string): PromiseLike<void>;
    delete(key: string): PromiseLike<void>;
  };
  readonly globalState: {
    get<T>(key: string, otherwise: T): T;
    update(key: string, value: unknown): PromiseLike<void>;
  };
}

export interface ProfileStore {
  list(): readonly ProfileEntry[];
  /** Undefined where it was forgotten, or the secret storage of this machine has lost it. */
  read(id: string): Promise<Profile | undefined>;
  /** In the place of the one with the same id. */
  save(profile: Profile): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  markUsed(id: string, usedAt: number): Promise<void>;
  /** For requests to that origin from now on; an origin has one profile. */
  useFor(id: string, origin: string): Promise<void>;
  stopUsingFor(origin: string): Promise<void>;
  forget(id: string): Promise<void>;
}

const prefix = 'why401.profile ';
const listKey = 'why401.profiles';

export function isProfileKey(key: string): boolean {
  return key.startsWith(prefix);
}

export function openProfiles({ secrets, globalState }: ProfilePlaces): ProfileStore {
  const list = () => globalState.get<readonly ProfileEntry[]>(listKey, []);
  const change = (id: string, changed: Partial<ProfileEntry>) =>
    globalState.update(
      listKey,
      list().map(entry => (entry.id === id ? { ...entry, ...changed } : entry)),
    );
  return {
    list,
    async read(id) {
      const entry = list().find(one => one.id === id);
      const text = entry && (await secrets.get(prefix + id));
      if (!entry || text === undefined) return undefined;
      return { id, name: entry.name, credentials: JSON.parse(text) as ProfileCredentials };
    },
    async save(profile) {
      // The list last: what it names is there.
      await secrets.store(prefix + profile.id, JSON.stringify(profile.credentials));
      const entries = list();
      const before = entries.find(({ id }) => id === profile.id);
      const entry = { ...entryOf(profile), ...keptOf(before) };
      const next = before ? entries.map(one => (one.id === profile.id ? entry : one)) : [...entries, entry];
      await globalState.update(listKey, next);
    },
    rename: async (id, name) => change(id, { name }),
    markUsed: async (id, usedAt) => change(id, { usedAt }),
    async useFor(id, origin) {
      const others = list().map(entry => without(entry, origin));
      const next = others.map(one => (one.id === id ? { ...one, origins: [...(one.origins ?? []), origin] } : one));
      await globalState.update(listKey, next);
    },
    async stopUsingFor(origin) {
      await globalState.update(
        listKey,
        list().map(entry => without(entry, origin)),
      );
    },
    async forget(id) {
      await secrets.delete(prefix + id);
      await globalState.update(
        listKey,
        list().filter(entry => entry.id !== id),
      );
    },
  };
}

/** What other credentials do not change. */
function keptOf(before: ProfileEntry | undefined): Pick<ProfileEntry, 'usedAt' | 'origins'> {
  const { usedAt, origins } = before ?? {};
  return { ...(usedAt !== undefined && { usedAt }), ...(origins && { origins }) };
}

function without(entry: ProfileEntry, origin: string): ProfileEntry {
  return entry.origins ? { ...entry, origins: entry.origins.filter(one => one !== origin) } : entry;
}

function entryOf({ id, name, credentials }: Profile): ProfileEntry {
  const expiresAt = expiryOf(credentials);
  const renews = canRenew(credentials);
  return {
    id,
    name,
    kind: credentials.kind,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(renews && { renews: true as const }),
  };
}

function canRenew(credentials: ProfileCredentials): boolean {
  if (credentials.kind !== 'oauth') return false;
  const { request, tokens } = credentials;
  return tokens.refreshToken !== undefined || unattendedGrants.includes(request.grant.kind);
}

function expiryOf(credentials: ProfileCredentials): number | undefined {
  if (credentials.kind === 'oauth') return credentials.tokens.expiresAt;
  if (credentials.kind !== 'bearer') return undefined;
  const token = decodeToken(credentials.token);
  return token.kind === 'undecodable' ? undefined : toInstant(token.payload?.exp);
}
