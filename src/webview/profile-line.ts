import { html, nothing, type TemplateResult } from 'lit';
import type { ProfileAction, ProfileView } from '../panel/protocol.ts';
import type { View } from './main.ts';

/** With which credentials the request is sent, where a profile has them. */
export function profileLine({ actions }: View, profile: ProfileView): TemplateResult {
  const act = (action: ProfileAction) => () => actions.post({ kind: 'profile', action });
  const button = (title: string, action: ProfileAction) =>
    html`<button type="button" @click=${act(action)}>${title}</button>`;
  return html`<p class="profile">
    <span>${describe(profile)}</span>
    <button type="button" @click=${() => actions.post({ kind: 'use-profile' })}>Change…</button>
    ${button('Do not use it', 'none')}
    ${
      profile.kind === 'unknown'
        ? nothing
        : profile.kept
          ? button(`Stop using for ${profile.origin}`, 'stop')
          : profile.worked
            ? button(`Use for ${profile.origin} from now on`, 'keep')
            : nothing
    }
  </p>`;
}

function describe(profile: ProfileView): TemplateResult {
  if (profile.kind === 'unknown') return html`There is no profile <b>${profile.name}</b>`;
  const { name, detail } = profile;
  return html`Sent with the profile <b>${name}</b>${detail === '' ? nothing : ` · ${detail}`}`;
}
