// The guards at the host's door: what the page sends is taken for nothing that it does not prove to be.
import type { AuthEdit, Field, Form, FromWebview, HeaderField, ProfileAction } from './protocol.ts';

/** The message, or undefined for anything that is none. */
export function parseFromWebview(message: unknown): FromWebview | undefined {
  if (!isRecord(message)) return undefined;
  const { kind, revision, form, text, header, request, target, finding, fix, answers, step, name, auth, action } =
    message;
  switch (kind) {
    case 'ready':
    case 'cancel':
    case 'close-prompt':
    case 'send-fix':
    case 'write-fix':
    case 'find-out':
    case 'open-body':
    case 'save-body':
    case 'copy-request':
    case 'use-profile':
    case 'copy-report':
      return { kind };
    case 'edit':
    case 'send': {
      const parsed = parseForm(form);
      if (!parsed || typeof revision !== 'number') return undefined;
      if (auth === undefined) return { kind, revision, form: parsed };
      return isAuthEdit(auth) ? { kind, revision, form: parsed, auth } : undefined;
    }
    case 'explain':
      return typeof text === 'string' && typeof name === 'string' ? { kind, text, name } : undefined;
    case 'import':
      return typeof text === 'string' ? { kind, text } : undefined;
    case 'profile':
      return isProfileAction(action) ? { kind, action } : undefined;
    case 'use-experiment':
      return typeof step === 'number' ? { kind, step } : undefined;
    case 'mend-header':
      return typeof header === 'string' ? { kind, header } : undefined;
    case 'reveal':
      return typeof request === 'number' && typeof target === 'string' ? { kind, request, target } : undefined;
    case 'fix': {
      if (typeof finding !== 'number' || typeof fix !== 'string') return undefined;
      if (answers === undefined) return { kind, finding, fix };
      return isTexts(answers) ? { kind, finding, fix, answers } : undefined;
    }
    default:
      return undefined;
  }
}

/** A form from the page, or from what the page kept over a reload. */
export function parseForm(form: unknown): Form | undefined {
  if (!isRecord(form) || typeof form.method !== 'string' || !isField(form.url) || !isField(form.body)) return undefined;
  if (!Array.isArray(form.headers) || !form.headers.every(isHeaderField)) return undefined;
  return { method: form.method, url: form.url, headers: form.headers, body: form.body };
}

function isHeaderField(value: unknown): value is HeaderField {
  return isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string' && isField(value.value);
}

function isField(value: unknown): value is Field {
  return isRecord(value) && typeof value.text === 'string' && typeof value.masked === 'boolean';
}

const authKinds: readonly unknown[] = ['none', 'bearer', 'basic', 'api-key', 'digest', 'aws'];

function isAuthEdit(value: unknown): value is AuthEdit {
  return isRecord(value) && authKinds.includes(value.kind) && isTexts(value.values);
}

const profileActions = ['none', 'keep', 'stop', 'renew', 'always'];

function isProfileAction(value: unknown): value is ProfileAction {
  return typeof value === 'string' && profileActions.includes(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(text => typeof text === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
