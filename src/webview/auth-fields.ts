import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AuthKind } from '../panel/protocol.ts';
import type { View } from './main.ts';
import { profileLine } from './profile-line.ts';

/** What was chosen and typed; what was not typed, the host knows. */
export interface Typing {
  readonly kind: AuthKind | 'profile';
  readonly values: Readonly<Record<string, string>>;
}

interface AuthField {
  readonly name: string;
  readonly label: string;
  readonly secret?: true;
  readonly optional?: true;
  readonly preset?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

const login: readonly AuthField[] = [
  { name: 'user', label: 'User name' },
  { name: 'password', label: 'Password', secret: true },
];

const places = { header: 'Header', query: 'Query parameter', cookie: 'Cookie' };

/** In the order of the list. */
const kinds: Readonly<Record<Exclude<AuthKind, 'other'>, { title: string; fields: readonly AuthField[] }>> = {
  none: { title: 'None', fields: [] },
  bearer: { title: 'Bearer token', fields: [{ name: 'token', label: 'Token', secret: true }] },
  basic: { title: 'Basic', fields: login },
  'api-key': {
    title: 'API key',
    fields: [
      { name: 'in', label: 'Sent as', preset: 'header', choices: places },
      { name: 'name', label: 'Name', preset: 'X-Api-Key' },
      { name: 'key', label: 'Key', secret: true },
    ],
  },
  digest: { title: 'Digest', fields: login },
  aws: {
    title: 'AWS SigV4',
    fields: [
      { name: 'accessKeyId', label: 'Access key ID' },
      { name: 'secretAccessKey', label: 'Secret access key', secret: true },
      { name: 'region', label: 'Region', optional: true },
      { name: 'service', label: 'Service', optional: true },
      { name: 'sessionToken', label: 'Session token', secret: true, optional: true },
    ],
  },
};

/** How the request signs in. The host writes it into the request; a secret that it has is never shown here. */
export function authFields(view: View): TemplateResult {
  const { auth: known, profile } = view.state;
  // Credentials of its own go before those of a profile.
  const kind = profile && view.auth.kind === 'none' ? 'profile' : view.auth.kind;
  const others =
    known.kind === 'other'
      ? [['other', known.values.scheme ? `Other: ${known.values.scheme}` : 'As in the header']]
      : [];
  const titles = [...Object.entries(kinds).map(([id, { title }]) => [id, title]), ...others, ['profile', 'Profile…']];
  const choose = (event: Event) => {
    const chosen = (event.currentTarget as HTMLSelectElement).value as Typing['kind'];
    if (profile && chosen !== 'profile') view.actions.post({ kind: 'profile', action: 'none' });
    view.actions.authorize({ kind: chosen, values: {} });
  };
  return html`<fieldset class="auth">
    <legend class="hidden">Authorization</legend>
    <label class="field"><span>Auth</span><select id="form-auth" @change=${choose}>${titles.map(
      ([id, title]) => html`<option value=${id ?? ''} .selected=${live(id === kind)}>${title}</option>`,
    )}</select></label>
    ${kind === 'profile' ? (profile ? profileLine(view, profile) : profileButton(view)) : kind === 'other' ? nothing : kinds[kind].fields.map(field => fieldOf(view, kind, field))}
  </fieldset>`;
}

function profileButton({ actions }: View): TemplateResult {
  return html`<button type="button" @click=${() => actions.post({ kind: 'use-profile' })}>Choose a profile…</button>`;
}

function fieldOf({ actions, auth, state }: View, kind: Exclude<AuthKind, 'other'>, field: AuthField): TemplateResult {
  const { name, label, secret, optional, preset = '', choices } = field;
  const known = state.auth.kind === kind ? state.auth : undefined;
  const presets = known ? {} : Object.fromEntries(kinds[kind].fields.map(one => [one.name, one.preset ?? '']));
  const change = (event: Event) => {
    const text = (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
    actions.authorize({ kind, values: { ...presets, ...auth.values, [name]: text } });
  };
  const text = auth.values[name] ?? known?.values[name] ?? preset;
  if (choices)
    return html`<label class="field"><span>${label}</span><select @change=${change}>${Object.entries(choices).map(
      ([value, title]) => html`<option value=${value} .selected=${live(value === text)}>${title}</option>`,
    )}</select></label>`;
  const kept = auth.values[name] === undefined && known?.secrets.includes(name);
  return html`<label class="field"><span>${label}${optional ? ' (optional)' : ''}</span>
    <input id="auth-${name}" type=${secret ? 'password' : 'text'} autocomplete="off" spellcheck="false" .value=${live(text)}
      placeholder=${kept ? 'set; type to replace it' : nothing} @input=${change}></label>`;
}
