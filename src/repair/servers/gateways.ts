import { quotedList, type Server } from './model.ts';

/** Servers, proxies and gateways in front of applications. */
export const gateways: readonly Server[] = [
  {
    id: 'mod-wsgi',
    title: 'Apache with mod_wsgi',
    place: 'the virtual host or .htaccess',
    header: { name: 'server', matches: /\bmod_wsgi\b/i },
    lines: { stripped: () => 'WSGIPassAuthorization On' },
  },
  {
    id: 'apache',
    title: 'Apache',
    place: 'a <Directory> or <Location>, or .htaccess',
    header: { name: 'server', matches: /^Apache(?!-Coyote)/i },
    lines: {
      stripped: () =>
        '# For CGI, FastCGI and PHP-FPM, since 2.4.13:\nCGIPassAuth On\n# Before 2.4.13:\nSetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1',
      preflight: () =>
        '# In place of "Require valid-user":\n<RequireAny>\n  Require method OPTIONS\n  Require valid-user\n</RequireAny>',
      challenge: ({ challenge }) =>
        `# With mod_headers, since 2.4.10:\nHeader always set WWW-Authenticate '${challenge}' "expr=%{REQUEST_STATUS} == 401"`,
    },
  },
  {
    id: 'nginx',
    title: 'nginx',
    place: 'the location of the application',
    header: { name: 'server', matches: /^(?:nginx|openresty)/i },
    lines: {
      stripped: () =>
        '# With proxy_pass:\nproxy_set_header Authorization $http_authorization;\n# With fastcgi_pass:\nfastcgi_param HTTP_AUTHORIZATION $http_authorization;',
      preflight: ({ origin, methods, headers }) =>
        [
          '# "return" comes before auth_basic and auth_request.',
          'if ($request_method = OPTIONS) {',
          `  add_header Access-Control-Allow-Origin "${origin}" always;`,
          `  add_header Access-Control-Allow-Methods "${methods}" always;`,
          `  add_header Access-Control-Allow-Headers "${headers}" always;`,
          '  return 204;',
          '}',
        ].join('\n'),
      challenge: ({ challenge }) =>
        [
          '# Beside the server block; where the status is another one, the header is left out:',
          `map $status $challenge { 401 '${challenge}'; }`,
          '# In the location, beside its other add_header lines:',
          'add_header WWW-Authenticate $challenge always;',
        ].join('\n'),
    },
  },
  {
    id: 'caddy',
    title: 'Caddy',
    place: 'the Caddyfile',
    header: { name: 'server', matches: /^Caddy/i },
    lines: {
      stripped: () =>
        '# Caddy passes it on unless this stands in the reverse_proxy: take it out.\nheader_up -Authorization',
      preflight: ({ origin, methods, headers }) =>
        [
          '@preflight method OPTIONS',
          'handle @preflight {',
          `  header Access-Control-Allow-Origin "${origin}"`,
          `  header Access-Control-Allow-Methods "${methods}"`,
          `  header Access-Control-Allow-Headers "${headers}"`,
          '  respond 204',
          '}',
          'handle {',
          '  # basic_auth or forward_auth, and reverse_proxy, as before',
          '}',
        ].join('\n'),
    },
  },
  {
    id: 'iis',
    title: 'IIS',
    place: 'web.config',
    header: { name: 'server', matches: /^Microsoft-IIS/i },
    lines: {
      stripped: () =>
        [
          '<!-- Where the application reads the header itself, IIS must not. These sections may be locked for web.config: -->',
          '<system.webServer>',
          '  <security>',
          '    <authentication>',
          '      <anonymousAuthentication enabled="true" />',
          '      <basicAuthentication enabled="false" />',
          '      <windowsAuthentication enabled="false" />',
          '    </authentication>',
          '  </security>',
          '</system.webServer>',
        ].join('\n'),
      preflight: ({ origin, headers }) =>
        [
          '<!-- With the IIS CORS Module, which answers preflights before they are authenticated: -->',
          '<system.webServer>',
          '  <cors enabled="true">',
          `    <add origin="${origin}">`,
          '      <allowHeaders>',
          ...headers.split(', ').map(name => `        <add header="${name}" />`),
          '      </allowHeaders>',
          '    </add>',
          '  </cors>',
          '</system.webServer>',
        ].join('\n'),
    },
  },
  {
    id: 'haproxy',
    title: 'HAProxy',
    place: 'the frontend, before "http-request auth"',
    header: { name: 'server', matches: /haproxy/i },
    body: /<h1>401 Unauthorized<\/h1>\s*You need a valid user and password to access this content/i,
    lines: {
      stripped: () =>
        '# HAProxy passes it on unless this stands somewhere: take it out.\nhttp-request del-header Authorization',
      preflight: ({ origin, methods, headers }) =>
        `http-request return status 204 hdr Access-Control-Allow-Origin "${origin}" hdr Access-Control-Allow-Methods "${methods}" hdr Access-Control-Allow-Headers "${headers}" if METH_OPTIONS`,
    },
  },
  {
    id: 'traefik',
    title: 'Traefik',
    place: 'the dynamic configuration',
    header: { name: 'server', matches: /traefik/i },
    lines: {
      stripped: () =>
        [
          'http:',
          '  middlewares:',
          '    auth:',
          '      basicAuth:',
          '        # true takes the header away from the application',
          '        removeHeader: false',
          '    headers:',
          '      headers:',
          '        customRequestHeaders:',
          '          # an empty value takes it away, too: take the line out',
          '          Authorization: ""',
        ].join('\n'),
      preflight: ({ origin, methods, headers }) =>
        [
          '# Before the middleware that authenticates, in the list of the router:',
          'http:',
          '  middlewares:',
          '    cors:',
          '      headers:',
          `        accessControlAllowOriginList: ["${origin}"]`,
          `        accessControlAllowMethods: [${quotedList(methods)}]`,
          `        accessControlAllowHeaders: [${quotedList(headers)}]`,
        ].join('\n'),
    },
  },
  {
    id: 'envoy',
    title: 'Envoy',
    place: 'the HTTP filters of the listener',
    header: { name: 'server', matches: /envoy/i },
    body: /^(?:Jwt (?:is missing|verification fails|issuer is not configured)|RBAC: access denied)/i,
    lines: {
      stripped: () =>
        '# In each provider of envoy.filters.http.jwt_authn; without it a token that was verified is taken away:\nforward: true',
      preflight: () =>
        '# envoy.filters.http.cors before envoy.filters.http.jwt_authn, and in the latter:\nbypass_cors_preflight: true',
    },
  },
  {
    id: 'kong',
    title: 'Kong',
    place: 'the configuration of the plugin that authenticates',
    header: { name: 'server', matches: /^kong/i },
    body: /"message"\s*:\s*"No API key found in request"/,
    lines: {
      stripped: () => 'config:\n  hide_credentials: false',
      preflight: () =>
        '# key-auth, jwt and openid-connect know it; the cors plugin answers in their place:\nconfig:\n  run_on_preflight: false',
    },
  },
  {
    id: 'aws-api-gateway',
    title: 'Amazon API Gateway',
    place: 'the SAM template',
    header: { name: 'x-amz-apigw-id', matches: /./ },
    body: /^\{"message":"Missing Authentication Token"\}$/,
    lines: {
      preflight: ({ origin, methods, headers }) =>
        [
          'Type: AWS::Serverless::Api',
          'Properties:',
          '  Cors:',
          `    AllowOrigin: "'${origin}'"`,
          `    AllowMethods: "'${methods}'"`,
          `    AllowHeaders: "'${headers}'"`,
          '  Auth:',
          '    AddDefaultAuthorizerToCorsPreflight: false',
        ].join('\n'),
      challenge: ({ challenge }) =>
        [
          'Type: AWS::ApiGateway::GatewayResponse',
          'Properties:',
          '  RestApiId: !Ref Api',
          '  ResponseType: UNAUTHORIZED',
          '  StatusCode: "401"',
          '  ResponseParameters:',
          `    gatewayresponse.header.WWW-Authenticate: "'${challenge.replaceAll('"', '\\"')}'"`,
        ].join('\n'),
    },
  },
  {
    id: 'cloudfront',
    title: 'CloudFront',
    place: 'the cache policy of the behaviour',
    header: { name: 'x-amz-cf-id', matches: /./ },
    lines: {
      stripped: () =>
        [
          '# An origin request policy forwards it only with all others (AllViewer). In a cache policy it belongs to the key:',
          'ParametersInCacheKeyAndForwardedToOrigin:',
          '  HeadersConfig:',
          '    HeaderBehavior: whitelist',
          '    Headers: [Authorization]',
        ].join('\n'),
    },
  },
];
