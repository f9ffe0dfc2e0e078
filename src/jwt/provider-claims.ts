// Private claims of identity providers: the names they made up, and what their own documentation says of them.

import type { ClaimTable } from './registered-claims.ts';

export interface ClaimProvider {
  readonly title: string;
  /** Matches the issuer of its tokens. Providers on customers' own domains are known by their claims instead. */
  readonly issuer: RegExp;
  /** Claims that only tokens of this provider carry. */
  readonly telltale: readonly string[];
  /** `[name, meaning]`; a claim that stands in the registry too is listed where the provider means something else. */
  readonly claims: readonly (readonly [name: string, meaning: string])[];
}

export const claimProviders: readonly ClaimProvider[] = [
  {
    title: 'Entra ID',
    issuer: /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net|[\w-]+\.(?:ciamlogin|b2clogin)\.com)\//,
    telltale: ['xms_tcdt', 'xms_mirid', 'uti', 'tfp'],
    claims: [
      ['tid', 'Tenant the user signed in to'],
      ['oid', 'Object id of the user or service principal; the same in every app of the tenant'],
      ['upn', 'User principal name; may change, so no key for an account'],
      ['unique_name', 'Name for display; not unique'],
      ['scp', 'Delegated permissions, as a list separated by blanks'],
      ['roles', 'App roles: of the user, or application permissions where there is no user'],
      ['wids', 'Ids of the tenant-wide directory roles of the user'],
      ['groups', 'Ids of the groups of the user; too many are replaced by a reference in _claim_names'],
      ['hasgroups', 'The user is in more groups than fit into the token'],
      ['appid', 'Application (client) id of the caller, in version 1.0 tokens'],
      ['appidacr', 'How the client authenticated: 0 public, 1 secret, 2 certificate'],
      ['azpacr', 'How the client authenticated: 0 public, 1 secret, 2 certificate'],
      ['app_displayname', 'Name of the client application'],
      ['idp', 'Identity provider that authenticated the user, if another than the issuer'],
      ['idtyp', 'Kind of subject: user, or app for an app-only token'],
      ['ver', 'Version of the token format: 1.0 or 2.0. It depends on what the API accepts, not on the endpoint'],
      ['aio', 'Internal to Entra ID; ignore it'],
      ['rh', 'Internal to Entra ID; ignore it'],
      ['uti', 'Internal id of the token, as shown in the sign-in logs'],
      ['acct', 'Kind of account: 0 member, 1 guest'],
      ['acrs', 'Authentication contexts (conditional access) that were satisfied'],
      ['ipaddr', 'Address from which the user authenticated'],
      ['login_hint', 'Hint for signing in again or out'],
      ['onprem_sid', 'Security id of the user on premises'],
      ['puid', 'Internal id of the user'],
      ['pwd_exp', 'When the password expires'],
      ['tenant_region_scope', 'Region of the tenant'],
      ['tfp', 'User flow or policy that was run'],
      ['xms_cc', 'Capabilities of the client; cp1 means that it handles claims challenges'],
      ['xms_mirid', 'Resource id of the managed identity'],
      ['xms_st', 'Subject of the user in another app'],
      ['xms_tcdt', 'When the tenant was created'],
      ['xms_pl', 'Preferred language of the user'],
      ['xms_tpl', 'Preferred language of the tenant'],
    ],
  },
  {
    title: 'Okta',
    issuer: /^https:\/\/[\w-]+\.(?:okta|oktapreview|okta-emea|okta-gov)\.com(?:\/|$)/,
    telltale: [],
    claims: [
      ['cid', 'Client that asked for the token'],
      ['uid', 'User id in Okta'],
      ['scp', 'Scopes of the token, as an array'],
      ['ver', 'Version of the token format'],
      ['idp', 'Okta organization or identity provider that authenticated the user'],
      ['sub', 'Login of the user in an access token, user id in an ID token'],
      ['groups', 'Groups of the user, if the authorization server was told to add them'],
    ],
  },
  {
    title: 'Auth0',
    issuer: /^https:\/\/[\w-]+(?:\.\w{2})?\.auth0\.com\/$/,
    telltale: ['gty'],
    claims: [
      ['gty', 'Grant by which the token was obtained, such as client-credentials'],
      ['permissions', 'Permissions of the user for this API, if role-based access control adds them'],
      ['org_id', 'Organization through which the user signed in'],
      ['org_name', 'Name of that organization'],
      ['azp', 'Client to which the token was issued'],
    ],
  },
  {
    title: 'Amazon Cognito',
    issuer: /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com(?:\.cn)?\//,
    telltale: ['token_use'],
    claims: [
      ['token_use', 'Whether this is an access or an ID token; check it'],
      ['cognito:groups', 'User pool groups of the user'],
      ['cognito:username', 'User name in the user pool'],
      ['username', 'User name in the user pool'],
      ['cognito:roles', 'IAM roles of the groups of the user'],
      ['cognito:preferred_role', 'IAM role of the group with the highest precedence'],
      ['identities', 'Accounts at other identity providers that are linked to the user'],
      ['origin_jti', 'Id that all tokens of one sign-in share; revoking the refresh token revokes them'],
      ['event_id', 'Id of the sign-in event'],
      ['version', 'Version of the token format'],
      ['aud', 'App client id (ID tokens only; access tokens have client_id instead)'],
    ],
  },
  {
    title: 'Keycloak',
    issuer: /\/realms\/[^/]+$/,
    telltale: ['realm_access', 'resource_access'],
    claims: [
      ['typ', 'Kind of token: Bearer (access), ID, Refresh, Offline or Logout'],
      ['realm_access', 'Roles of the user in the realm'],
      ['resource_access', 'Roles of the user, by client'],
      ['session_state', 'Session of the user (now sid)'],
      ['allowed-origins', 'Origins from which the client may use the token in a browser'],
      ['azp', 'Client that asked for the token'],
      ['acr', 'Level of authentication: 0 if an existing session was used, else 1'],
      ['authorization', 'Permissions granted by the authorization services'],
      ['clientHost', 'Host of the client (service accounts)'],
      ['clientAddress', 'Address of the client (service accounts)'],
    ],
  },
  {
    title: 'Firebase',
    issuer: /^https:\/\/(?:securetoken\.google\.com|session\.firebase\.google\.com)\//,
    telltale: ['firebase'],
    claims: [
      ['firebase', 'How the user signed in, with the linked identities and the tenant'],
      ['user_id', 'User id in the project; the same as sub'],
      ['aud', 'Project id'],
      ['uid', 'User id of a custom token'],
      ['claims', 'Claims that a custom token adds'],
    ],
  },
  {
    title: 'Google',
    issuer: /^(?:https:\/\/)?accounts\.google\.com$/,
    telltale: ['hd'],
    claims: [
      ['hd', 'Workspace or Cloud domain of the user'],
      ['google', 'Device and instance facts of Google Cloud'],
      ['azp', 'Client id of the presenter, or id of the service account'],
      ['target_audience', 'Audience of the ID token that a service account asks for'],
    ],
  },
  {
    title: 'Supabase',
    issuer: /^(?:supabase(?:-demo)?|https:\/\/[\w-]+\.supabase\.(?:co|in)\/auth\/v1)$/,
    telltale: ['aal', 'is_anonymous'],
    claims: [
      ['role', 'Postgres role: anon, authenticated, or service_role, which bypasses row-level security'],
      ['ref', 'Project'],
      ['session_id', 'Session of the user'],
      ['aal', 'Level of authentication: aal1, or aal2 with a second factor'],
      ['amr', 'How and when the user authenticated'],
      ['app_metadata', 'Facts about the user that only the server can change'],
      ['user_metadata', 'Facts that the user can change; never decide on them'],
      ['is_anonymous', 'Whether the user signed in anonymously'],
      ['phone', 'Telephone number of the user'],
    ],
  },
  {
    title: 'GitHub Actions',
    issuer: /^https:\/\/token\.actions\.githubusercontent\.com/,
    telltale: ['job_workflow_ref'],
    claims: [
      ['repository', 'Repository in which the workflow runs'],
      ['repository_owner', 'Owner of the repository'],
      ['ref', 'Branch or tag that started the run'],
      ['sha', 'Commit that started the run'],
      ['environment', 'Environment of the job'],
      ['workflow', 'Name of the workflow'],
      ['job_workflow_ref', 'Reusable workflow of the job, with its version'],
      ['actor', 'Who started the run'],
      ['event_name', 'Event that started the run'],
      ['run_id', 'The run'],
    ],
  },
  {
    title: 'Kubernetes',
    issuer: /^(?:kubernetes\/serviceaccount|https:\/\/kubernetes\.default\.svc)/,
    telltale: ['kubernetes.io', 'kubernetes.io/serviceaccount/namespace'],
    claims: [
      ['kubernetes.io', 'Namespace, pod and service account that the token is bound to'],
      ['kubernetes.io/serviceaccount/namespace', 'Namespace of the service account'],
      ['kubernetes.io/serviceaccount/secret.name', 'Secret that holds this token, which does not expire'],
      ['kubernetes.io/serviceaccount/service-account.name', 'Name of the service account'],
      ['kubernetes.io/serviceaccount/service-account.uid', 'Id of the service account'],
    ],
  },
];

/** Private claims that many issuers use alike, without a standard. */
export const commonClaims: ClaimTable = [
  ['scp', 'Scopes of the token', 'a common private claim'],
  ['permissions', 'What the token allows', 'a common private claim'],
  ['role', 'Role of the user', 'a common private claim'],
  ['username', 'Name of the user', 'a common private claim'],
  ['user_id', 'Id of the user', 'a common private claim'],
  ['token_type', 'Kind of token', 'a common private claim'],
  ['tenant', 'Tenant of the user', 'a common private claim'],
  ['org_id', 'Organization of the user', 'a common private claim'],
];
