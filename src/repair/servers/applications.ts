import { quotedList, type Server } from './model.ts';

/** What applications are written with. What they lack is the same line in each project, in the place that is named. */
export const applications: readonly Server[] = [
  {
    id: 'express',
    title: 'Express',
    place: 'the file that sets up the application',
    header: { name: 'x-powered-by', matches: /^Express$/i },
    lines: {
      preflight: ({ origin }) =>
        `// Before whatever authenticates:\napp.use(cors({ origin: '${origin}' }));\napp.use(authenticate);`,
      challenge: ({ challenge }) =>
        `res.set('WWW-Authenticate', '${challenge}').status(401).json({ error: 'unauthorized' });`,
    },
  },
  {
    id: 'fastify',
    title: 'Fastify',
    place: 'the file that sets up the server',
    body: /"code"\s*:\s*"FST_[A-Z_]+"/,
    lines: {
      preflight: ({ origin, methods }) =>
        `// Before the hook that authenticates; cors is @fastify/cors:\nawait app.register(cors, { origin: '${origin}', methods: [${quotedList(methods, "'")}] });\napp.addHook('onRequest', authenticate);`,
      challenge: ({ challenge }) =>
        `reply.header('WWW-Authenticate', '${challenge}').code(401).send({ error: 'unauthorized' });`,
    },
  },
  {
    id: 'hapi',
    title: 'hapi',
    place: 'the options of the server',
    body: /^\{"statusCode":401,"error":"Unauthorized","message":"Missing authentication"/,
    lines: {
      preflight: ({ origin, headers }) =>
        `Hapi.server({\n  routes: { cors: { origin: ['${origin}'], headers: ['Accept', ${quotedList(headers, "'")}] } },\n});`,
      challenge: ({ challenge }) => `throw Boom.unauthorized(null, '${schemeOf(challenge)}');`,
    },
  },
  {
    id: 'django',
    title: 'Django',
    place: 'settings.py',
    header: { name: 'server', matches: /^WSGIServer/i },
    body: /"Authentication credentials were not provided\."|"code"\s*:\s*"token_not_valid"/,
    lines: {
      preflight: ({ origin }) =>
        [
          'INSTALLED_APPS += ["corsheaders"]  # django-cors-headers',
          '# As high as possible, before whatever authenticates:',
          'MIDDLEWARE = [',
          '    "corsheaders.middleware.CorsMiddleware",',
          '    "django.middleware.common.CommonMiddleware",',
          '    # the others, as before',
          ']',
          `CORS_ALLOWED_ORIGINS = ["${origin}"]`,
        ].join('\n'),
      challenge: () =>
        [
          '# The first class makes the challenge; SessionAuthentication makes none (Django REST framework).',
          '# TokenAuthentication needs "rest_framework.authtoken" in INSTALLED_APPS.',
          'REST_FRAMEWORK = {',
          '    "DEFAULT_AUTHENTICATION_CLASSES": [',
          '        "rest_framework.authentication.TokenAuthentication",',
          '        "rest_framework.authentication.SessionAuthentication",',
          '    ],',
          '}',
        ].join('\n'),
    },
  },
  {
    id: 'flask',
    title: 'Flask',
    place: 'the file that makes the application',
    header: { name: 'server', matches: /^Werkzeug/i },
    body: /^\{"msg":"Missing Authorization Header"\}/,
    lines: {
      preflight: ({ origin }) =>
        `CORS(app, origins=["${origin}"])\n\n@app.before_request\ndef authenticate():\n    if request.method == "OPTIONS":\n        return None\n    # as before`,
      challenge: ({ challenge }) => `return {"error": "unauthorized"}, 401, {"WWW-Authenticate": '${challenge}'}`,
    },
  },
  {
    id: 'fastapi',
    title: 'FastAPI or Starlette',
    place: 'the file that makes the application',
    body: /^\{"detail":"(?:Not authenticated|Could not validate credentials)"\}$/,
    header: { name: 'server', matches: /^(?:uvicorn|hypercorn)/i },
    lines: {
      preflight: ({ origin, headers }) =>
        [
          '# The middleware that is added last comes first: after the one that authenticates.',
          'app.add_middleware(',
          '    CORSMiddleware,',
          `    allow_origins=["${origin}"],`,
          '    allow_methods=["*"],',
          `    allow_headers=[${quotedList(headers)}],`,
          ')',
        ].join('\n'),
      challenge: ({ challenge }) =>
        `raise HTTPException(401, "Unauthorized", headers={"WWW-Authenticate": '${challenge}'})`,
    },
  },
  {
    id: 'spring',
    title: 'Spring Security',
    place: 'the SecurityFilterChain',
    body: /"timestamp"\s*:.{1,80}"status"\s*:\s*40[13]\s*,\s*"error"\s*:/s,
    lines: {
      preflight: ({ origin, methods, headers }) =>
        [
          'http.cors(Customizer.withDefaults());',
          '',
          '@Bean',
          'UrlBasedCorsConfigurationSource corsConfigurationSource() {',
          '  CorsConfiguration configuration = new CorsConfiguration();',
          `  configuration.setAllowedOrigins(List.of("${origin}"));`,
          `  configuration.setAllowedMethods(List.of(${quotedList(methods)}));`,
          `  configuration.setAllowedHeaders(List.of(${quotedList(headers)}));`,
          '  UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();',
          '  source.registerCorsConfiguration("/**", configuration);',
          '  return source;',
          '}',
        ].join('\n'),
      challenge: () =>
        '// Of the resource server; Basic has BasicAuthenticationEntryPoint:\nhttp.exceptionHandling(e -> e.authenticationEntryPoint(new BearerTokenAuthenticationEntryPoint()));',
    },
  },
  {
    id: 'asp-net-core',
    title: 'ASP.NET Core',
    place: 'Program.cs',
    header: { name: 'server', matches: /^Kestrel/i },
    body: /"type"\s*:\s*"https:\/\/tools\.ietf\.org\/html\/rfc(?:7235#section-3\.1|9110#section-15\.5\.2)"/,
    lines: {
      preflight: ({ origin, headers }) =>
        [
          'builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy',
          `    .WithOrigins("${origin}").WithHeaders(${quotedList(headers)}).AllowAnyMethod()));`,
          '// In this order:',
          'app.UseRouting();',
          'app.UseCors();',
          'app.UseAuthentication();',
          'app.UseAuthorization();',
        ].join('\n'),
      challenge: () =>
        'builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();\n// In a controller, Challenge() writes WWW-Authenticate, and Unauthorized() does not:\nreturn Challenge();',
    },
  },
  {
    id: 'go',
    title: 'Go (net/http)',
    place: 'where the handlers are put together',
    body: /^Unauthorized\n$/,
    lines: {
      preflight: ({ origin, methods, headers }) =>
        [
          '// github.com/rs/cors around whatever authenticates:',
          'handler := cors.New(cors.Options{',
          `\tAllowedOrigins: []string{"${origin}"},`,
          `\tAllowedMethods: []string{${quotedList(methods)}},`,
          `\tAllowedHeaders: []string{${quotedList(headers)}},`,
          '}).Handler(authenticate(mux))',
        ].join('\n'),
      challenge: ({ challenge }) =>
        `w.Header().Set("WWW-Authenticate", \`${challenge}\`)\nhttp.Error(w, "Unauthorized", http.StatusUnauthorized)`,
    },
  },
  {
    id: 'rails',
    title: 'Rails',
    place: 'config/initializers/cors.rb or the controller',
    header: { name: 'x-runtime', matches: /^\d+\.\d+$/ },
    body: /^HTTP (?:Token|Basic): Access denied\.\s*$/,
    lines: {
      preflight: ({ origin }) =>
        [
          'Rails.application.config.middleware.insert_before 0, Rack::Cors do',
          '  allow do',
          `    origins "${origin}"`,
          '    resource "*", headers: :any, methods: [:get, :post, :put, :patch, :delete, :options, :head]',
          '  end',
          'end',
        ].join('\n'),
      challenge: ({ challenge }) =>
        `response.set_header("WWW-Authenticate", '${challenge}')\nrender json: { error: "unauthorized" }, status: :unauthorized`,
    },
  },
  {
    id: 'laravel',
    title: 'Laravel',
    place: 'config/cors.php or the handler',
    header: { name: 'set-cookie', matches: /^laravel_session=/ },
    body: /^\{"message":"Unauthenticated\."\}$/,
    lines: {
      stripped: () =>
        '# public/.htaccess:\nRewriteCond %{HTTP:Authorization} .\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
      preflight: ({ origin }) =>
        `'paths' => ['api/*', 'sanctum/csrf-cookie'],\n'allowed_methods' => ['*'],\n'allowed_origins' => ['${origin}'],\n'allowed_headers' => ['*'],`,
      challenge: ({ challenge }) =>
        `return response()->json(['message' => 'Unauthenticated.'], 401)->header('WWW-Authenticate', '${challenge}');`,
    },
  },
];

function schemeOf(challenge: string): string {
  return challenge.split(' ', 1)[0] ?? challenge;
}
