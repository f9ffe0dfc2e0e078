import type { Form, Scheme } from './scheme.ts';

/** Schemes that no registry knows. Services made them up, so the source is who speaks it. */
const rows: readonly [name: string, form: Form, source: string, summary: string][] = [
  [
    'Token',
    'any',
    'Django REST framework, InfluxDB, GitHub, Rails',
    'A key; Rails and some others write it as token="…"',
  ],
  ['JWT', 'token68', 'passport-jwt, djangorestframework-jwt', 'A JWT, where a library was set up not to use "Bearer"'],
  [
    'ApiKey',
    'text',
    'Elasticsearch, Tastypie',
    'Elasticsearch takes base64 of "id:key", Tastypie takes "user:key" as it is',
  ],
  ['Api-Key', 'text', 'Yandex Cloud, Baseten', 'A key'],
  ['Api-Token', 'text', 'Dynatrace', 'A key that begins with "dt0c01."'],
  ['Key', 'text', 'fal.ai, Clarifai', 'A key, in places as "id:secret"'],
  ['SSWS', 'text', 'Okta', 'A key of the management interface'],
  ['GenieKey', 'text', 'Opsgenie', 'A key of an integration'],
  ['Bot', 'text', 'Discord', 'The token of a bot; "Bearer" is for tokens of users there'],
  ['Splunk', 'text', 'Splunk', 'A token of the event collector, or a session key'],
  ['Snowflake', 'parameters', 'Snowflake', 'A session, written as Token="…"'],
  ['Klaviyo-API-Key', 'text', 'Klaviyo', 'A private key'],
  ['KakaoAK', 'text', 'Kakao', 'A key'],
  ['Client-ID', 'text', 'Unsplash, Imgur', 'The identifier of the application, for public access'],
  ['Zoho-oauthtoken', 'text', 'Zoho', 'An access token, where others use "Bearer"'],
  ['Ghost', 'token68', 'Ghost', 'A JWT that the client signs with an admin key'],
  ['Firebase', 'token68', 'Firebase Storage', 'An ID token of the signed-in user'],
  ['SAPISIDHASH', 'text', 'Google, from its own pages', 'A time and a hash over a cookie'],
  ['GoogleLogin', 'loose-parameters', 'Google, before OAuth', 'Retired: auth=…'],
  ['DirectLogin', 'loose-parameters', 'Open Bank Project', 'A token as token="…", or user name and password'],
  ['MAC', 'parameters', 'draft-ietf-oauth-v2-http-mac', 'A code over the request; the draft was given up'],
  ['HMAC', 'any', 'Kong and others', 'A code over chosen headers; the Date header must be right'],
  ['HMAC-SHA256', 'text', 'Azure App Configuration', 'Credential, SignedHeaders and Signature with "&" between them'],
  ['SharedKey', 'text', 'Azure Storage', 'account:signature; x-ms-date may be off by 15 minutes'],
  ['SharedKeyLite', 'text', 'Azure Storage', 'account:signature, over fewer headers'],
  [
    'SharedAccessSignature',
    'text',
    'Azure Service Bus, IoT Hub',
    'sr, sig, se and skn with "&" between them; "se" is when it ends',
  ],
  ['AWS', 'text', 'Amazon S3, Ceph', 'Signature Version 2, key:signature; most regions take version 4 only'],
  ['AWS3-HTTPS', 'loose-parameters', 'AWS', 'Signature Version 3, retired'],
  ['GOOG1', 'text', 'Google Cloud Storage', 'key:signature'],
  [
    'GOOG4-HMAC-SHA256',
    'loose-parameters',
    'Google Cloud Storage',
    'A signature over the request, as in AWS Signature Version 4',
  ],
  ['GOOG4-RSA-SHA256', 'loose-parameters', 'Google Cloud Storage', 'The same with a key of a service account'],
  [
    'TC3-HMAC-SHA256',
    'loose-parameters',
    'Tencent Cloud',
    'A signature over the request; the clock may be off by five minutes',
  ],
  ['ACS3-HMAC-SHA256', 'loose-parameters', 'Alibaba Cloud', 'A signature over the request'],
  ['ACS', 'text', 'Alibaba Cloud', 'key:signature'],
  ['OSS', 'text', 'Alibaba Cloud OSS', 'key:signature'],
  ['OSS4-HMAC-SHA256', 'loose-parameters', 'Alibaba Cloud OSS', 'A signature over the request'],
  ['OBS', 'text', 'Huawei Cloud', 'key:signature'],
  ['QBox', 'text', 'Qiniu', 'key:signature'],
  ['Qiniu', 'text', 'Qiniu', 'key:signature'],
  ['SDK-HMAC-SHA256', 'loose-parameters', 'Huawei Cloud', 'A signature over the request'],
  [
    'EG1-HMAC-SHA256',
    'text',
    'Akamai',
    'client_token, access_token, timestamp, nonce and signature with ";" between them',
  ],
  ['PSK', 'text', 'Several services', 'A key that both sides know'],
  ['sso-key', 'text', 'GoDaddy', 'key:secret'],
  ['WebPush', 'token68', 'draft-ietf-webpush-vapid', 'The older form of "vapid": a JWT, with the key in Crypto-Key'],
  ['CredSSP', 'token68', 'Windows Remote Management', 'Delegated Windows credentials'],
  ['Kerberos', 'token68', 'Windows Remote Management', 'A Kerberos ticket; "Negotiate" is the usual form'],
  ['WSSE', 'any', 'Atom Publishing Protocol', 'profile="UsernameToken", with the rest in X-WSSE'],
  ['PoP', 'token68', 'draft-ietf-oauth-signed-http-request', 'An access token bound to a key'],
  ['MediaBrowser', 'loose-parameters', 'Jellyfin, Emby', 'Client, device, version and token, quoted'],
  ['Discogs', 'loose-parameters', 'Discogs', 'token=…, or key=… and secret=…'],
];

/** Schemes that are glued to their credentials by an equals sign. */
const glued: readonly [name: string, source: string, summary: string][] = [
  ['PVEAPIToken', 'Proxmox VE', 'user@realm!name=secret right after the "="'],
  ['PBSAPIToken', 'Proxmox Backup Server', 'user@realm!name:secret right after the "="'],
  ['PMGAPIToken', 'Proxmox Mail Gateway', 'user@realm!name=secret right after the "="'],
];

export const unregistered: readonly Scheme[] = [
  ...rows.map(([name, form, source, summary]): Scheme => ({ name, form, source, summary })),
  ...glued.map(([name, source, summary]): Scheme => ({ name, form: 'text', separator: '=', source, summary })),
];

/** Services that take a key in Authorization with no scheme before it. */
export const rawKeyServices: readonly string[] = [
  'AssemblyAI',
  'ClickUp',
  'Linear',
  'Lokalise',
  'monday.com',
  'Pexels',
  'Amazon API Gateway',
];
