import { after, before, test } from 'node:test';
import { runPython } from './python.ts';
import { checkCase, checkSuccess, type Running, userHas } from './server.ts';
import { type Broken, basic, casesAt } from './tokens.ts';

let server: Running;

/** An authorization server and a resource server of Django in one, with a client that has a secret. */
const application = `
from datetime import timedelta
import django
from django.conf import settings

settings.configure(
    SECRET_KEY='a-secret-of-django-which-is-long',
    ALLOWED_HOSTS=['127.0.0.1'],
    ROOT_URLCONF='__main__',
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': folder + '/database'}},
    PASSWORD_HASHERS=['django.contrib.auth.hashers.MD5PasswordHasher'],
    DEFAULT_AUTO_FIELD='django.db.models.AutoField',
    USE_TZ=True,
    INSTALLED_APPS=['django.contrib.auth', 'django.contrib.contenttypes', 'django.contrib.sessions',
                    'oauth2_provider', 'rest_framework'],
    MIDDLEWARE=['django.contrib.sessions.middleware.SessionMiddleware',
                'django.contrib.auth.middleware.AuthenticationMiddleware'],
    REST_FRAMEWORK={'DEFAULT_RENDERER_CLASSES': ['rest_framework.renderers.JSONRenderer']},
    OAUTH2_PROVIDER={'SCOPES': {'orders': 'Orders', 'profile': 'Profile'}},
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import include, path
from django.utils import timezone
from oauth2_provider.contrib.rest_framework import OAuth2Authentication, TokenHasScope
from oauth2_provider.models import AccessToken, Application
from rest_framework.response import Response
from rest_framework.views import APIView

class Orders(APIView):
    authentication_classes = [OAuth2Authentication]
    permission_classes = [TokenHasScope]
    required_scopes = ['orders']
    def get(self, request):
        return Response({'orders': []})

urlpatterns = [path('orders', Orders.as_view()), path('o/', include('oauth2_provider.urls', namespace='oauth2_provider'))]

call_command('migrate', verbosity=0)
ada = User.objects.create_user('ada', password='engine')
shop = Application.objects.create(client_id='shop', client_secret='the-secret-of-the-shop', user=ada,
    client_type='confidential', authorization_grant_type='password')
def token(value, scope, hours):
    AccessToken.objects.create(user=ada, application=shop, token=value, scope=scope,
        expires=timezone.now() + timedelta(hours=hours))
token('Xo1jK0bVqY2mT5rW8nZc4A', 'orders', 1)
token('Zt5yU8iOpA3sD6fGhJ9kLq', 'orders', -1)

from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
`;

before(async () => {
  server = await runPython(application, 'python3-django-oauth-toolkit python3-djangorestframework');
});

after(() => server?.stop());

const broken: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  {
    title: 'a token that it does not know',
    authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA',
    expected: 'token-unknown',
    undetermined: true,
  },
  { title: 'a token that expired', authorization: 'Bearer Zt5yU8iOpA3sD6fGhJ9kLq', expected: 'token-expired' },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'the scheme twice', authorization: 'Bearer Bearer Xo1jK0bVqY2mT5rW8nZc4A', expected: 'malformed-header' },
  { title: 'a token under Token', authorization: 'Token Xo1jK0bVqY2mT5rW8nZc4A', expected: 'scheme-mismatch' },
  { title: 'a variable that was not replaced', authorization: 'Bearer {{token}}', expected: 'placeholder-credentials' },
];

for (const { url, ...rest } of casesAt('/orders', broken))
  test(`django-oauth-toolkit: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const shop = basic('shop:the-secret-of-the-shop');

for (const { title, expected, body, authorization } of [
  {
    title: 'a wrong password of the user',
    expected: 'invalid-credentials',
    authorization: shop,
    body: 'grant_type=password&username=ada&password=compiler',
  },
  {
    title: 'a wrong secret of the client',
    expected: 'client-authentication-failed',
    authorization: basic('shop:another'),
    body: 'grant_type=password&username=ada&password=engine',
  },
  {
    title: 'an unknown client',
    expected: 'client-authentication-failed',
    authorization: basic('market:the-secret-of-the-shop'),
    body: 'grant_type=password&username=ada&password=engine',
  },
  {
    title: 'a refresh token that it does not know',
    expected: 'grant-invalid',
    authorization: shop,
    body: 'grant_type=refresh_token&refresh_token=2YotnFZFEjr1zCsicMWpAA',
  },
  {
    title: 'a scope that is not there',
    expected: 'insufficient-scope',
    authorization: shop,
    body: 'grant_type=password&username=ada&password=engine&scope=admin',
  },
] as const)
  test(`django-oauth-toolkit at its token endpoint: ${title}`, () =>
    checkCase({
      title,
      expected,
      url: `${server.origin}/o/token/`,
      headers: { ...form, Authorization: authorization },
      body,
    }));

test('django-oauth-toolkit: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: 'Bearer Xo1jK0bVqY2mT5rW8nZc4A' } }));

userHas(() => ({
  url: `${server.origin}/o/token/`,
  headers: { ...form, Authorization: shop },
  body: 'grant_type=password&username=ada&password=engine',
}));
