// The registry of providers: who speaks how, one file each, in alphabetical order. Providers are data; what they say is
// weighed elsewhere.
import { airtable } from './airtable.ts';
import { anthropic } from './anthropic.ts';
import { apache } from './apache.ts';
import { apigee } from './apigee.ts';
import { appwrite } from './appwrite.ts';
import { atlassian } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { aws } from './aws.ts';
import { awsApiGateway } from './aws-api-gateway.ts';
import { awsCognito } from './aws-cognito.ts';
import { azureApiManagement } from './azure-api-management.ts';
import { azureDevops } from './azure-devops.ts';
import { azureResourceManager } from './azure-resource-manager.ts';
import { azureStorage } from './azure-storage.ts';
import { binance } from './binance.ts';
import { bitbucket } from './bitbucket.ts';
import { bluesky } from './bluesky.ts';
import { box } from './box.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudflareFirewall } from './cloudflare-firewall.ts';
import { cratesIo } from './crates-io.ts';
import { databricks } from './databricks.ts';
import { datadog } from './datadog.ts';
import { digitalocean } from './digitalocean.ts';
import { directus } from './directus.ts';
import { discord } from './discord.ts';
import { djangoRestFramework } from './django-rest-framework.ts';
import { dockerRegistry } from './docker-registry.ts';
import { dropbox } from './dropbox.ts';
import { elasticsearch } from './elasticsearch.ts';
import { entra } from './entra.ts';
import { envoy } from './envoy.ts';
import { etcd } from './etcd.ts';
import { facebook } from './facebook.ts';
import { firebaseAuth } from './firebase-auth.ts';
import { flaskHttpAuth } from './flask-httpauth.ts';
import { flaskJwtExtended } from './flask-jwt-extended.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { googleApis } from './google-apis.ts';
import { grafana } from './grafana.ts';
import { harbor } from './harbor.ts';
import { hasura } from './hasura.ts';
import { heroku } from './heroku.ts';
import { hubspot } from './hubspot.ts';
import { huggingFace } from './hugging-face.ts';
import { iis } from './iis.ts';
import { influxdb } from './influxdb.ts';
import { jenkins } from './jenkins.ts';
import { jfrog } from './jfrog.ts';
import { keycloak } from './keycloak.ts';
import { kong } from './kong.ts';
import { kubernetes } from './kubernetes.ts';
import { linkedin } from './linkedin.ts';
import { mailgun } from './mailgun.ts';
import { microsoftGraph } from './microsoft-graph.ts';
import { minio } from './minio.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { netlify } from './netlify.ts';
import { newRelic } from './new-relic.ts';
import { nginx } from './nginx.ts';
import { notion } from './notion.ts';
import { npm } from './npm.ts';
import { okta } from './okta.ts';
import { openai } from './openai.ts';
import { ory } from './ory.ts';
import { paypal } from './paypal.ts';
import { plaid } from './plaid.ts';
import { pocketbase } from './pocketbase.ts';
import { postgrest } from './postgrest.ts';
import type { Provider } from './provider.ts';
import { pypi } from './pypi.ts';
import { reddit } from './reddit.ts';
import { salesforce } from './salesforce.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { snowflake } from './snowflake.ts';
import { spotify } from './spotify.ts';
import { square } from './square.ts';
import { squid } from './squid.ts';
import { stripe } from './stripe.ts';
import { supabase } from './supabase.ts';
import { syncthing } from './syncthing.ts';
import { telegram } from './telegram.ts';
import { traefik } from './traefik.ts';
import { transmission } from './transmission.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { tyk } from './tyk.ts';
import { vault } from './vault.ts';
import { vercel } from './vercel.ts';
import { webhook } from './webhook.ts';
import { wordpress } from './wordpress.ts';
import { xTwitter } from './x-twitter.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

export const providers: readonly Provider[] = [
  airtable,
  anthropic,
  apache,
  apigee,
  appwrite,
  atlassian,
  auth0,
  aws,
  awsApiGateway,
  awsCognito,
  azureApiManagement,
  azureDevops,
  azureResourceManager,
  azureStorage,
  binance,
  bitbucket,
  bluesky,
  box,
  cloudflare,
  cloudflareFirewall,
  cratesIo,
  databricks,
  datadog,
  digitalocean,
  directus,
  discord,
  djangoRestFramework,
  dockerRegistry,
  dropbox,
  elasticsearch,
  entra,
  envoy,
  etcd,
  facebook,
  firebaseAuth,
  flaskHttpAuth,
  flaskJwtExtended,
  github,
  gitlab,
  googleApis,
  grafana,
  harbor,
  hasura,
  heroku,
  hubspot,
  huggingFace,
  iis,
  influxdb,
  jenkins,
  jfrog,
  keycloak,
  kong,
  kubernetes,
  linkedin,
  mailgun,
  microsoftGraph,
  minio,
  mongodbAtlas,
  netlify,
  newRelic,
  nginx,
  notion,
  npm,
  okta,
  openai,
  ory,
  paypal,
  plaid,
  pocketbase,
  postgrest,
  pypi,
  reddit,
  salesforce,
  sendgrid,
  sentry,
  shopify,
  slack,
  snowflake,
  spotify,
  square,
  squid,
  stripe,
  supabase,
  syncthing,
  telegram,
  traefik,
  transmission,
  twilio,
  twitch,
  tyk,
  vault,
  vercel,
  webhook,
  wordpress,
  xTwitter,
  zendesk,
  zoom,
];
