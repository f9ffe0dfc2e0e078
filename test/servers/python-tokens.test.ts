import { after, before, test } from 'node:test';
import { runPython } from './python.ts';
import { checkCase, checkSuccess, type Running, userHas } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Running;

/** What libraries of Python raise over a token, passed on as people pass it on: the text, or the name of the exception. */
const application = `
import json, sys
import jwt
from authlib.jose import JsonWebToken
from itsdangerous import URLSafeTimedSerializer

serializer = URLSafeTimedSerializer('${secret}')

def by_pyjwt(token):
    jwt.decode(token, '${secret}', algorithms=['HS256'], audience='${audience}', issuer='${issuer}',
               options={'require': ['exp', 'sub']})

def by_authlib(token):
    claims = JsonWebToken(['HS256']).decode(token, '${secret}', claims_options={
        'iss': {'essential': True, 'value': '${issuer}'}, 'aud': {'essential': True, 'value': '${audience}'},
        'sub': {'essential': True}})
    claims.validate()

def by_itsdangerous(token):
    serializer.loads(token, max_age=3600)

checks = {'/pyjwt': by_pyjwt, '/authlib': by_authlib, '/itsdangerous': by_itsdangerous, '/name': by_pyjwt}

def application(environ, start_response):
    path = environ['PATH_INFO']
    scheme, _, token = environ.get('HTTP_AUTHORIZATION', '').partition(' ')
    status, content = '200 OK', {'orders': []}
    if scheme != 'Bearer':
        status, content = '401 Unauthorized', {'code': 'authorization_header_missing',
                                               'description': 'Authorization header is expected'}
    else:
        try:
            checks[path](token)
        except Exception as error:
            status = '401 Unauthorized'
            content = {'error': type(error).__name__} if path == '/name' else {'error': str(error)}
    start_response(status, [('Content-Type', 'application/json')])
    return [json.dumps(content).encode()]
app = application
`;

before(async () => {
  server = await runPython(application, 'python3-jwt python3-authlib python3-flask');
});

after(() => server?.stop());

const nobody: Broken = { title: 'nobody in it', authorization: bearer({ sub: undefined }), expected: 'claim-missing' };

/** Made by itsdangerous with this secret, on 2 January 2024. */
const brokenAtItsdangerous: readonly Broken[] = [
  {
    title: 'an old token',
    authorization: 'Bearer ImFkYSI.ZZPeoA.pmK-sinBncrN5ZViXkQ-KuNpeMY',
    expected: 'token-expired',
  },
  {
    title: 'another secret',
    authorization: 'Bearer ImFkYSI.awWOUg.v4R1y3P6HhBnxz33MEDcxR5rv8Q',
    expected: 'signature-invalid',
  },
  { title: 'half a token', authorization: 'Bearer ImFkYSI', expected: 'token-malformed' },
  { title: 'a variable that was not replaced', authorization: 'Bearer {{token}}', expected: 'placeholder-credentials' },
];

// Under another scheme than Bearer it sees no token.
for (const { url, ...rest } of [
  ...['/pyjwt', '/authlib', '/name'].flatMap(path => casesAt(path, [...brokenTokens, nobody], ['a password'])),
  ...casesAt('/itsdangerous', brokenAtItsdangerous),
])
  test(`Python at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

for (const path of ['/pyjwt', '/authlib'])
  test(`Python at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: { Authorization: bearer() } }));

userHas(() => ({ url: `${server.origin}/name`, headers: { Authorization: bearer() } }));
