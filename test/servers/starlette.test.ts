import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, userHas } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

/** The middleware of its manual: what cannot be read is a 400 in plain text, and who is nobody gets a 403 without a challenge. */
const application = `
import base64, binascii, sys
import uvicorn
from starlette.applications import Starlette
from starlette.authentication import (AuthCredentials, AuthenticationBackend, AuthenticationError, SimpleUser, requires)
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

class BasicAuthBackend(AuthenticationBackend):
    async def authenticate(self, conn):
        if 'Authorization' not in conn.headers:
            return
        auth = conn.headers['Authorization']
        try:
            scheme, credentials = auth.split()
            if scheme.lower() != 'basic':
                return
            decoded = base64.b64decode(credentials).decode('ascii')
        except (ValueError, UnicodeDecodeError, binascii.Error):
            raise AuthenticationError('Invalid basic auth credentials')
        username, _, password = decoded.partition(':')
        if (username, password) != ('ada', 'engine'):
            raise AuthenticationError('Invalid basic auth credentials')
        return AuthCredentials(['authenticated']), SimpleUser(username)

@requires('authenticated')
async def orders(request):
    return JSONResponse({'orders': []})

@requires(['authenticated', 'admin'])
async def admin(request):
    return JSONResponse({'orders': []})

@requires('authenticated', redirect='sign_in')
async def page(request):
    return JSONResponse({'orders': []})

async def sign_in(request):
    return HTMLResponse('<form method="post"><input name="user"><input type="password" name="password"></form>')

app = Starlette(routes=[Route('/orders', orders), Route('/admin', admin), Route('/page', page),
                        Route('/sign-in', sign_in, name='sign_in')],
                middleware=[Middleware(AuthenticationMiddleware, backend=BasicAuthBackend())])
uvicorn.run(app, host='127.0.0.1', port=int(sys.argv[1]), log_level='error')
`;

before(async () => {
  server = await run('/usr/bin/python3', {
    args: ['{folder}/application.py', '{port}'],
    files: { 'application.py': application },
    debianPackage: 'python3-fastapi python3-uvicorn',
  });
});

after(() => server?.stop());

// It passes over another scheme as over none, and says "Forbidden".
for (const { url, ...rest } of casesAt('/orders', brokenPasswords, ['no header', 'a token']))
  test(`Starlette: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('Starlette: a user without the scope', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    undetermined: true,
    url: `${server.origin}/admin`,
    headers: { Authorization: basic('ada:engine') },
  }));

test('Starlette: nobody, for a page', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/page` }));

test('Starlette: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: basic('ada:engine') } }));

userHas(() => ({ url: `${server.origin}/page`, headers: { Authorization: basic('ada:engine') } }));
