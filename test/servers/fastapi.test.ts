import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, userHas } from './server.ts';
import { type Broken, basic, bearer, brokenPasswords, brokenTokens, casesAt, secret } from './tokens.ts';

let server: Running;

/** The classes of `fastapi.security`, and the application of its tutorial on OAuth2 scopes. */
const application = `
import sys
import jwt
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Security, status
from fastapi.security import (APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPAuthorizationCredentials, HTTPBasic,
                              HTTPBasicCredentials, HTTPBearer, OAuth2PasswordBearer, OAuth2PasswordRequestForm,
                              SecurityScopes)

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl='token', scopes={'items': 'Read items.'})
users = {'ada': {'password': 'engine', 'disabled': False}, 'grace': {'password': 'engine', 'disabled': True}}

@app.post('/token')
async def login_for_access_token(form_data: OAuth2PasswordRequestForm = Depends()):
    user = users.get(form_data.username)
    if not user or user['password'] != form_data.password:
        raise HTTPException(status_code=400, detail='Incorrect username or password')
    return {'access_token': 'x', 'token_type': 'bearer'}

async def get_current_user(security_scopes: SecurityScopes, token: str = Depends(oauth2_scheme)):
    authenticate_value = f'Bearer scope="{security_scopes.scope_str}"' if security_scopes.scopes else 'Bearer'
    credentials_exception = HTTPException(status_code=status.HTTP_401_UNAUTHORIZED,
        detail='Could not validate credentials', headers={'WWW-Authenticate': authenticate_value})
    try:
        payload = jwt.decode(token, '${secret}', algorithms=['HS256'], options={'verify_aud': False})
    except jwt.PyJWTError:
        raise credentials_exception
    user = users.get(payload.get('sub'))
    if user is None:
        raise credentials_exception
    for scope in security_scopes.scopes:
        if scope not in payload.get('scopes', []):
            raise HTTPException(status_code=status.HTTP_401_UNAUTHORIZED, detail='Not enough permissions',
                headers={'WWW-Authenticate': authenticate_value})
    if user['disabled']:
        raise HTTPException(status_code=400, detail='Inactive user')
    return user

@app.get('/me')
async def me(user = Security(get_current_user)):
    return []

@app.get('/items')
async def items(user = Security(get_current_user, scopes=['items'])):
    return []

@app.get('/bearer')
async def bearer(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())):
    try:
        jwt.decode(credentials.credentials, '${secret}', algorithms=['HS256'], options={'verify_aud': False})
    except jwt.ExpiredSignatureError:
        raise HTTPException(status_code=403, detail='Expired token.')
    except jwt.PyJWTError:
        raise HTTPException(status_code=403, detail='Invalid token or expired token.')
    return []

@app.get('/basic')
async def basic(credentials: HTTPBasicCredentials = Depends(HTTPBasic())):
    if (credentials.username, credentials.password) != ('ada', 'engine'):
        raise HTTPException(status_code=401, detail='Incorrect email or password', headers={'WWW-Authenticate': 'Basic'})
    return []

def check(key: str):
    if key != 'the-key-of-ada':
        raise HTTPException(status_code=403, detail='Could not validate credentials')
    return []

@app.get('/key')
async def key(key: str = Security(APIKeyHeader(name='X-API-Key'))):
    return check(key)

@app.get('/query')
async def query(key: str = Security(APIKeyQuery(name='api_key'))):
    return check(key)

@app.get('/cookie')
async def cookie(key: str = Security(APIKeyCookie(name='session'))):
    return check(key)

uvicorn.run(app, host='127.0.0.1', port=int(sys.argv[1]), log_level='error')
`;

before(async () => {
  server = await run('/usr/bin/python3', {
    args: ['{folder}/application.py', '{port}'],
    files: { 'application.py': application },
    debianPackage: 'python3-fastapi python3-uvicorn python3-multipart python3-jwt',
  });
});

after(() => server?.stop());

/** Its tutorial does not look at audience and issuer. */
const ofTutorial: readonly Broken[] = [
  ...brokenTokens.filter(({ expected }) => expected !== 'audience-mismatch' && expected !== 'issuer-mismatch'),
  {
    title: 'a token of an unknown user',
    authorization: bearer({ sub: 'joan' }),
    expected: 'invalid-credentials',
    undetermined: true,
  },
];
const silent = ['another secret', 'another algorithm'];
const password = 'a password';

for (const { url, ...rest } of [
  ...casesAt('/me', ofTutorial, silent),
  ...casesAt('/items', [
    { title: 'no header', expected: 'credentials-missing' },
    { title: 'a token without the scope', authorization: bearer({ scopes: ['me'] }), expected: 'insufficient-scope' },
  ]),
  ...casesAt('/bearer', ofTutorial.slice(0, -1), [...silent, password]),
  ...casesAt('/basic', brokenPasswords),
])
  test(`FastAPI at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('FastAPI at /me: an account that is closed', () =>
  checkCase({
    title: '',
    expected: 'account-disabled',
    url: `${server.origin}/me`,
    headers: { Authorization: bearer({ sub: 'grace' }) },
  }));

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

test('FastAPI at /token: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/token`,
    headers: form,
    body: 'grant_type=password&username=ada&password=compiler',
  }));

test('FastAPI at /token: JSON where a form is wanted', () =>
  checkCase({
    title: '',
    expected: 'not-an-auth-failure',
    url: `${server.origin}/token`,
    headers: { 'Content-Type': 'application/json' },
    body: '{"username":"ada","password":"engine"}',
  }));

for (const path of ['/key', '/query', '/cookie'])
  test(`FastAPI at ${path}: no key`, () =>
    checkCase({ title: '', expected: 'credentials-missing', url: server.origin + path }));

test('FastAPI at /key: a key that it does not know', () =>
  checkCase({
    title: '',
    expected: 'invalid-api-key',
    url: `${server.origin}/key`,
    headers: { 'X-API-Key': 'the-key-of-joan' },
  }));

test('FastAPI at /query: a key that it does not know', () =>
  checkCase({ title: '', expected: 'invalid-api-key', url: `${server.origin}/query?api_key=the-key-of-joan` }));

test('FastAPI at /key: a key under Authorization', () =>
  checkCase({
    title: '',
    expected: 'wrong-header-name',
    undetermined: true,
    url: `${server.origin}/key`,
    headers: { Authorization: 'the-key-of-ada' },
  }));

for (const [path, authorization] of [
  ['/me', bearer()],
  ['/items', bearer({ scopes: ['items'] })],
  ['/bearer', bearer()],
  ['/basic', basic('ada:engine')],
] as const)
  test(`FastAPI at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: { Authorization: authorization } }));

userHas(() => ({
  url: `${server.origin}/token`,
  headers: form,
  body: 'grant_type=password&username=ada&password=engine',
}));
userHas(() => ({ url: `${server.origin}/key`, headers: { 'X-API-Key': 'the-key-of-ada' } }));
userHas(() => ({ url: `${server.origin}/query?api_key=the-key-of-ada` }));
userHas(() => ({ url: `${server.origin}/cookie`, headers: { Cookie: 'session=the-key-of-ada' } }));
