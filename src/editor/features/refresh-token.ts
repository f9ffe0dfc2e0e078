import * as vscode from 'vscode';
import { decodeToken } from '../../jwt/decode.ts';
import { kindOf } from '../../jwt/kind-of.ts';
import type { DecodedToken } from '../../jwt/model.ts';
import { describeState, tokenState } from '../../jwt/times.ts';
import type { NewTokens, RefreshGrant } from '../../oauth/refresh.ts';
import { openVault } from '../../panel/vault.ts';
import { maskSecret } from '../../text/mask.ts';
import { askForConsent } from '../issuer-consent.ts';
import { IssuerSender, withCancel } from '../issuer-sender.ts';
import { plain } from '../notices.ts';
import { clientOf, keptNameOf, whyNotRefreshable } from '../refresh-terms.ts';
import { materialFor } from '../refreshable.ts';
import { replaceText } from '../replace-text.ts';
import { findTokenOf, type TokenAt, type TokenPlace } from '../token-at.ts';
import { isTrustedToSend } from '../trust.ts';

interface Grant extends RefreshGrant {
  /** Where the refresh token comes from: the document, the secret storage, or the user's clipboard. */
  readonly from: 'document' | 'kept' | 'pasted';
}

/** A new token from a refresh token, in the place of the old one. Both questions are asked before anything is sent. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const vault = openVault(context);
  const sender = new IssuerSender(context);

  async function refreshHere(place?: TokenPlace): Promise<void> {
    const found = await findTokenOf(place);
    if (!found || !isTrustedToSend()) return;
    const hindrance = whyNotRefreshable(found.token);
    if (hindrance !== undefined) return void vscode.window.showInformationMessage(hindrance);
    const kept = (await vault.read(keptNameOf(found.token)))?.refresh_token;
    const grant = await grantFor(found, kept);
    const tokens = grant && (await redeem(String(found.token.payload?.iss), grant, found.document));
    if (tokens) await put(found, grant, tokens);
  }

  async function redeem(issuer: string, grant: Grant, document: vscode.TextDocument): Promise<NewTokens | undefined> {
    const consent = await askForConsent(issuer, 'its token endpoint');
    if (consent === 'refused') return undefined;
    const { findTokenEndpoint, redeemRefreshToken } = await import('../../oauth/verification.ts');
    const options = { allowPrivate: consent === 'listed' };
    const endpoint = await withCancel(`Asking ${issuer.slice(0, 200)} for its token endpoint`, signal =>
      findTokenEndpoint(sender.send, issuer, { ...options, signal }),
    );
    if (endpoint?.kind === 'failed') return tellFailure(endpoint.message);
    if (!endpoint || !(await mayRedeem(endpoint.url, grant, document))) return undefined;
    const tokens = await withCancel('Refreshing the token', signal =>
      redeemRefreshToken(sender.send, endpoint, grant, { ...options, signal }),
    );
    return tokens?.kind === 'failed' ? tellFailure(tokens.message) : tokens;
  }

  async function put({ document, token }: TokenAt, grant: Grant, tokens: NewTokens): Promise<void> {
    const fresh = (kindOf(token)?.kind === 'id' && tokens.idToken) || tokens.accessToken;
    const next = tokens.refreshToken ?? grant.refreshToken;
    const pairs = [[token.compact, fresh] as const];
    if (grant.from === 'document' && next !== grant.refreshToken) pairs.push([grant.refreshToken, next]);
    const name = keptNameOf(token);
    if (grant.from === 'kept' && next !== grant.refreshToken) await vault.write(name, { refresh_token: next });
    const [replaced] = await replaceText(document, pairs);
    const state = `The token is refreshed: ${stateOf(fresh)}`;
    const copy = 'Copy the new token';
    const remember = 'Remember the refresh token';
    const picked = replaced
      ? await vscode.window.showInformationMessage(state, ...(grant.from === 'pasted' ? [remember] : []))
      : await vscode.window.showWarningMessage(`${state}. The old one no longer stands in the file.`, copy);
    if (picked === copy) await vscode.env.clipboard.writeText(fresh);
    if (picked === remember) await vault.write(name, { refresh_token: next });
  }

  return vscode.Disposable.from(sender, vscode.commands.registerCommand('why401.refreshToken', refreshHere));
}

async function grantFor(found: TokenAt, kept: string | undefined): Promise<Grant | undefined> {
  const material = await materialFor(found);
  const written = material?.refreshToken.value;
  const refreshToken = written ?? kept ?? (await askForRefreshToken());
  if (!refreshToken) return undefined;
  const clientId = material?.clientId?.value ?? clientOf(found.token.payload);
  const clientSecret = material?.clientSecret?.value;
  return {
    refreshToken,
    from: written !== undefined ? 'document' : kept !== undefined ? 'kept' : 'pasted',
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  };
}

function askForRefreshToken(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Refresh the token',
    prompt: 'The refresh token: none stands beside this token',
    password: true,
    ignoreFocusOut: true,
  });
}

/** The endpoint may be on another host than the issuer: a secret goes where the user has seen that it goes. */
async function mayRedeem(url: string, grant: Grant, document: vscode.TextDocument): Promise<boolean> {
  const { refreshToken, clientId, clientSecret, from } = grant;
  const origin = {
    document: `from ${vscode.workspace.asRelativePath(document.uri)}`,
    kept: 'that is remembered',
    pasted: 'that you gave',
  };
  const client =
    clientId === undefined
      ? ''
      : ` for the client "${clientId.slice(0, 100)}"${clientSecret === undefined ? '' : ' with its secret'}`;
  const send = 'Send';
  const picked = await vscode.window.showInformationMessage(
    `Send the refresh token to ${url.slice(0, 300)}?`,
    {
      modal: true,
      detail: `It is the refresh token ${maskSecret(refreshToken)} ${origin[from]}${client}. The new token takes the place of the old one in the file; undo brings the old one back.`,
    },
    send,
  );
  return picked === send;
}

function stateOf(compact: string): string {
  const token = decodeToken(compact);
  const isJwt = (one: typeof token): one is DecodedToken => one.kind !== 'undecodable';
  return isJwt(token) ? describeState(tokenState(token, Date.now()), Date.now()) : 'the new one is not a JWT';
}

function tellFailure(message: string): undefined {
  void vscode.window.showErrorMessage(plain(`The token is not refreshed: ${message}`));
  return undefined;
}
