import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runPython } from './python.ts';
import { checkCase, checkSuccess, type Running, send, userHas } from './server.ts';
import { audience, type Broken, basic, bearer, brokenPasswords, casesAt, issuer, secret } from './tokens.ts';

let server: Running;

/** Each class of authentication at a path of its own, as its manual has it, with an account that is no longer active. */
const application = `
import django
from django.conf import settings

settings.configure(
    SECRET_KEY='a-secret-of-django-which-is-long',
    ALLOWED_HOSTS=['127.0.0.1'],
    ROOT_URLCONF='__main__',
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': folder + '/database'}},
    PASSWORD_HASHERS=['django.contrib.auth.hashers.MD5PasswordHasher'],
    DEFAULT_AUTO_FIELD='django.db.models.AutoField',
    INSTALLED_APPS=['django.contrib.auth', 'django.contrib.contenttypes', 'django.contrib.sessions',
                    'rest_framework', 'rest_framework.authtoken'],
    MIDDLEWARE=['django.contrib.sessions.middleware.SessionMiddleware',
                'django.middleware.csrf.CsrfViewMiddleware',
                'django.contrib.auth.middleware.AuthenticationMiddleware'],
    REST_FRAMEWORK={'DEFAULT_RENDERER_CLASSES': ['rest_framework.renderers.JSONRenderer']},
    SIMPLE_JWT={'SIGNING_KEY': '${secret}', 'AUDIENCE': '${audience}', 'ISSUER': '${issuer}'},
)
django.setup()

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.authentication import BasicAuthentication, SessionAuthentication, TokenAuthentication
from rest_framework.authtoken.models import Token
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.permissions import IsAdminUser, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView

def view(*classes, permission=IsAuthenticated):
    class Orders(APIView):
        authentication_classes = classes
        permission_classes = [permission]
        def get(self, request):
            return Response({'orders': []})
        post = get
    return Orders.as_view()

@csrf_exempt
def sign_in(request):
    login(request, authenticate(request, username='ada', password='engine'))
    return JsonResponse({'csrf': get_token(request)})

@csrf_exempt
def forget(request):
    Session.objects.all().delete()
    return JsonResponse({})

@login_required
def page(request):
    return JsonResponse({'orders': []})

urlpatterns = [
    path('token', view(TokenAuthentication)),
    path('basic', view(BasicAuthentication)),
    path('session', view(SessionAuthentication)),
    path('both', view(SessionAuthentication, BasicAuthentication)),
    path('jwt', view(JWTAuthentication)),
    path('staff', view(TokenAuthentication, permission=IsAdminUser)),
    path('page', page),
    path('form', page),
    path('lost', login_required(page, login_url='/nowhere')),
    path('accounts/login/', lambda request: HttpResponse('<h1>Log in</h1><form method="post"><input name="username"><input type="password" name="password"></form>')),
    path('sign-in', sign_in),
    path('forget', forget),
    path('api-token', obtain_auth_token),
    path('api/token', TokenObtainPairView.as_view()),
    path('api/token/refresh', TokenRefreshView.as_view()),
]

call_command('migrate', run_syncdb=True, verbosity=0)
User.objects.create_user('ada', password='engine')
User.objects.create_user('grace', password='engine', is_active=False)
for user in User.objects.all():
    Token.objects.create(user=user, key=user.username * 8)

from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
`;

before(async () => {
  server = await runPython(application, 'python3-djangorestframework-simplejwt');
});

after(() => server?.stop());

const now = Math.floor(Date.now() / 1000);
const token = (claims: object = {}, ...rest: [string?, object?]) =>
  bearer({ token_type: 'access', jti: 'a1', user_id: 1, iat: now, ...claims }, ...rest);

const brokenAtToken: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'a token that it does not know', authorization: 'Token joanjoanjoanjoan', expected: 'token-unknown' },
  { title: 'a token under Bearer', authorization: `Bearer ${'ada'.repeat(8)}`, expected: 'scheme-mismatch' },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'a token without a scheme', authorization: 'ada'.repeat(8), expected: 'malformed-header' },
  { title: 'a scheme without a token', authorization: 'Token', expected: 'malformed-header' },
  { title: 'a token with a space', authorization: 'Token ada ada', expected: 'malformed-header' },
  {
    title: 'a token of an account that is closed',
    authorization: `Token ${'grace'.repeat(8)}`,
    expected: 'account-disabled',
  },
  { title: 'a variable that was not replaced', authorization: 'Token {{token}}', expected: 'placeholder-credentials' },
];

/** "Given token not valid for any token type" is what it says of most, and it wraps what it says of others. */
const brokenAtJwt: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'an expired token', authorization: token({ iat: now - 7200, exp: now - 3600 }), expected: 'token-expired' },
  {
    title: 'a token of tomorrow',
    authorization: token({ nbf: now + 86400, exp: now + 90000 }),
    expected: 'token-not-yet-valid',
  },
  {
    title: 'another secret',
    authorization: token({}, 'another-secret-which-is-long-enough'),
    expected: 'signature-invalid',
    undetermined: true,
  },
  {
    title: 'another audience',
    authorization: token({ aud: 'billing' }),
    expected: 'audience-mismatch',
    undetermined: true,
  },
  {
    title: 'another issuer',
    authorization: token({ iss: 'https://other.test/' }),
    expected: 'issuer-mismatch',
    undetermined: true,
  },
  {
    title: 'another algorithm',
    authorization: token({}, secret, { algorithm: 'HS512' }),
    expected: 'algorithm-not-allowed',
    undetermined: true,
  },
  { title: 'a refresh token', authorization: token({ token_type: 'refresh' }), expected: 'wrong-token-type' },
  {
    title: 'a token without a kind',
    authorization: bearer({ user_id: 1, jti: 'a1' }),
    expected: 'claim-missing',
    undetermined: true,
  },
  {
    title: 'a token without a user',
    authorization: bearer({ token_type: 'access', jti: 'a1' }),
    expected: 'claim-missing',
  },
  {
    title: 'a token of a user who is gone',
    authorization: token({ user_id: 99 }),
    expected: 'invalid-credentials',
    undetermined: true,
  },
  { title: 'a token of an account that is closed', authorization: token({ user_id: 2 }), expected: 'account-disabled' },
  { title: 'half a token', authorization: token().split('.').slice(0, 2).join('.'), expected: 'token-malformed' },
  { title: 'a token with a space', authorization: `${token()} ada`, expected: 'malformed-header' },
  { title: 'the scheme twice', authorization: `Bearer ${token()}`, expected: 'malformed-header' },
  { title: 'a token under Token', authorization: token().replace('Bearer', 'Token'), expected: 'scheme-mismatch' },
  { title: 'a token under JWT', authorization: token().replace('Bearer', 'JWT'), expected: 'scheme-mismatch' },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'a variable without a value', authorization: 'Bearer undefined', expected: 'placeholder-credentials' },
];

for (const { url, ...rest } of [
  ...casesAt('/basic', brokenPasswords),
  ...casesAt('/token', brokenAtToken),
  ...casesAt('/jwt', brokenAtJwt),
])
  test(`Django REST framework at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('Django REST framework at /staff: a user who is none of them', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    url: `${server.origin}/staff`,
    headers: { Authorization: `Token ${'ada'.repeat(8)}` },
  }));

const json = { 'Content-Type': 'application/json' };

for (const path of ['/api/token', '/api-token'])
  test(`Django REST framework at ${path}: a wrong password`, () =>
    checkCase({
      title: '',
      expected: 'invalid-credentials',
      url: server.origin + path,
      headers: json,
      body: '{"username":"ada","password":"compiler"}',
    }));

for (const path of ['/api/token', '/api-token'])
  test(`Django REST framework at ${path}: no password`, () =>
    checkCase({
      title: '',
      expected: 'not-an-auth-failure',
      url: server.origin + path,
      headers: json,
      body: '{"username":"ada"}',
    }));

test('Django REST framework at /api/token/refresh: a refresh token that expired', () =>
  checkCase({
    title: '',
    expected: 'grant-invalid',
    url: `${server.origin}/api/token/refresh`,
    headers: json,
    body: JSON.stringify({
      refresh: token({ token_type: 'refresh', iat: now - 7200, exp: now - 3600 }).slice('Bearer '.length),
    }),
  }));

test('Django REST framework at /api/token/refresh: an access token', () =>
  checkCase({
    title: '',
    expected: 'wrong-token-type',
    url: `${server.origin}/api/token/refresh`,
    headers: json,
    body: JSON.stringify({ refresh: token().slice('Bearer '.length) }),
  }));

async function signIn(): Promise<{ readonly cookie: string; readonly csrf: string }> {
  const { response } = await send({ url: `${server.origin}/sign-in`, body: '' });
  const cookies = response?.headers.filter(({ name }) => name.toLowerCase() === 'set-cookie') ?? [];
  assert.ok(cookies.length > 0, response?.body?.text);
  return {
    cookie: cookies.map(({ value }) => value.split(';')[0]).join('; '),
    csrf: JSON.parse(response?.body?.text ?? '').csrf,
  };
}

test('Django REST framework at /session: no cookie', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/session` }));

test('Django REST framework at /session: a session and no CSRF token', async () => {
  const { cookie } = await signIn();
  await checkCase({
    title: '',
    expected: 'csrf-token-invalid',
    url: `${server.origin}/session`,
    headers: { Cookie: cookie },
    body: '',
  });
});

test('Django REST framework at /session: a CSRF token of another session', async () => {
  const { cookie } = await signIn();
  const headers = { Cookie: cookie, 'X-CSRFToken': 'x'.repeat(64) };
  await checkCase({ title: '', expected: 'csrf-token-invalid', url: `${server.origin}/session`, headers, body: '' });
});

test('Django at /form: a form without its CSRF token', async () => {
  const { cookie } = await signIn();
  await checkCase({
    title: '',
    expected: 'csrf-token-invalid',
    url: `${server.origin}/form`,
    headers: { Cookie: cookie },
    body: 'a=b',
  });
});

// A page to sign in at was never made.
test('Django at /lost: no cookie', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/lost` }));

test('Django at /page: no cookie', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/page` }));

for (const path of ['/session', '/page'])
  test(`Django at ${path}: a session that has ended`, async () => {
    const { cookie } = await signIn();
    await send({ url: `${server.origin}/forget`, body: '' });
    await checkCase({ title: '', expected: 'session-expired', url: server.origin + path, headers: { Cookie: cookie } });
  });

test('Django REST framework at /session: a token', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    url: `${server.origin}/session`,
    headers: { Authorization: `Token ${'ada'.repeat(8)}` },
  }));

test('Django REST framework at /both: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/both`,
    headers: { Authorization: basic('ada:compiler') },
  }));

test('Django REST framework at /jwt: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/jwt`, headers: { Authorization: token() } }));

test('Django REST framework at /token: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/token`, headers: { Authorization: `Token ${'ada'.repeat(8)}` } }));

test('Django REST framework at /session: whole credentials', async () => {
  const { cookie, csrf } = await signIn();
  await checkSuccess({ url: `${server.origin}/session`, headers: { Cookie: cookie, 'X-CSRFToken': csrf }, body: '' });
});

for (const path of ['/basic', '/both'])
  userHas(() => ({ url: server.origin + path, headers: { Authorization: basic('ada:engine') } }));

for (const path of ['/api/token', '/api-token'])
  userHas(() => ({ url: server.origin + path, headers: json, body: '{"username":"ada","password":"engine"}' }));

for (const path of ['/session', '/page', '/lost'])
  userHas(async () => ({ url: server.origin + path, headers: { Cookie: (await signIn()).cookie } }));
