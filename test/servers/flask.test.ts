import { after, before, test } from 'node:test';
import { headerValue } from '../../src/request/model.ts';
import { runPython } from './python.ts';
import { checkCase, checkSuccess, type Running, send, userHas } from './server.ts';
import {
  audience,
  type Broken,
  basic,
  bearer,
  brokenPasswords,
  brokenTokens,
  casesAt,
  issuer,
  secret,
} from './tokens.ts';

let server: Running;

/** Flask as people write it: a decorator around PyJWT, once silent and once telling, Flask-HTTPAuth and Flask-Login. */
const application = `
from functools import wraps
import jwt
from flask import Flask, abort, jsonify, request
from flask_httpauth import HTTPBasicAuth, HTTPDigestAuth, HTTPTokenAuth
from flask_login import LoginManager, UserMixin, login_required, login_user

app = Flask(__name__)
app.secret_key = 'a-secret-of-flask-which-is-long'

def token_required(told):
    def decorate(view):
        @wraps(view)
        def decorated(*args, **kwargs):
            token = None
            header = request.headers.get('Authorization', '')
            if header.startswith('Bearer '):
                token = header.split(' ')[1]
            if not token:
                return jsonify({'message': 'Token is missing!'}), 401
            try:
                jwt.decode(token, '${secret}', algorithms=['HS256'], audience='${audience}', issuer='${issuer}')
            except Exception as error:
                return jsonify({'message': str(error) if told else 'Token is invalid!'}), 401
            return view(*args, **kwargs)
        return decorated
    return decorate

@app.route('/told')
@token_required(True)
def told():
    return jsonify(orders=[])

@app.route('/silent')
@token_required(False)
def silent():
    return jsonify(orders=[])

basic = HTTPBasicAuth()
digest = HTTPDigestAuth()
token = HTTPTokenAuth(scheme='Bearer')
keys = HTTPTokenAuth(header='X-API-Key')
basic.verify_password(lambda user, password: user if (user, password) == ('ada', 'engine') else None)
basic.get_user_roles(lambda user: ['reader'])
digest.get_password(lambda user: 'engine' if user == 'ada' else None)
token.verify_token(lambda value: 'ada' if value == '2YotnFZFEjr1zCsicMWpAA' else None)
keys.verify_token(lambda value: 'ada' if value == '2YotnFZFEjr1zCsicMWpAA' else None)

for auth, name in [(basic, 'basic'), (digest, 'digest'), (token, 'token'), (keys, 'key')]:
    app.add_url_rule('/' + name, name, auth.login_required(lambda: jsonify(orders=[])))
app.add_url_rule('/staff', 'staff', basic.login_required(role='admin')(lambda: jsonify(orders=[])))

logins = LoginManager(app)
class User(UserMixin):
    id = 'ada'
logins.user_loader(lambda name: User() if name == 'ada' else None)

@app.route('/login', methods=['GET', 'POST'])
def sign_in():
    if request.form.get('password') != 'engine':
        abort(401)
    login_user(User())
    return 'welcome'

app.add_url_rule('/session', 'session', login_required(lambda: jsonify(orders=[])))
app.add_url_rule('/hidden', 'hidden', lambda: abort(403))
`;

before(async () => {
  server = await runPython(application, 'python3-flask python3-flask-httpauth python3-flask-login python3-jwt');
});

after(() => server?.stop());

const opaque = '2YotnFZFEjr1zCsicMWpAA';
const unknown = 'sWTMb0lHCJxKnPqzVy3uRw';

const brokenAtToken: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  {
    title: 'a token that it does not know',
    authorization: `Bearer ${unknown}`,
    expected: 'token-unknown',
    undetermined: true,
  },
  { title: 'a token under Token', authorization: `Token ${opaque}`, expected: 'scheme-mismatch' },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'a token without a scheme', authorization: opaque, expected: 'malformed-header' },
  { title: 'a variable that was not replaced', authorization: `Bearer \${TOKEN}`, expected: 'placeholder-credentials' },
];

const secretly = ['another secret', 'another audience', 'another issuer', 'another algorithm'];

for (const { url, ...rest } of [
  ...casesAt('/told', brokenTokens),
  ...casesAt('/silent', brokenTokens, secretly),
  ...casesAt('/basic', brokenPasswords),
  ...casesAt('/token', brokenAtToken),
])
  test(`Flask at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('Flask at /digest: no header', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/digest` }));

test('Flask at /digest: a password in the clear', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    url: `${server.origin}/digest`,
    headers: { Authorization: basic('ada:engine') },
  }));

test('Flask at /key: no key', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/key` }));

// Its challenge asks for Bearer, wherever Flask-HTTPAuth was told to look.
test('Flask at /key: a key that it does not know', () =>
  checkCase({
    title: '',
    expected: 'invalid-api-key',
    undetermined: true,
    url: `${server.origin}/key`,
    headers: { 'X-API-Key': unknown },
  }));

test('Flask at /staff: a user without the role', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    url: `${server.origin}/staff`,
    headers: { Authorization: basic('ada:engine') },
  }));

// Werkzeug's own pages, the same for whatever is wrong.
test('Flask-Login: no cookie', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/session` }));

test('Flask-Login: a session that nobody signed', () =>
  checkCase({
    title: '',
    expected: 'session-expired',
    url: `${server.origin}/session`,
    headers: { Cookie: 'session=eyJfdXNlcl9pZCI6ImFkYSJ9.ZzZzZw.AAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  }));

test('Flask-Login: a token where a session is wanted', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    undetermined: true,
    url: `${server.origin}/session`,
    headers: { Authorization: bearer() },
  }));

test('Flask-Login: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/login`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'user=ada&password=compiler',
  }));

test('Flask: a path that nobody may read', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    url: `${server.origin}/hidden`,
    headers: { Authorization: bearer() },
  }));

for (const [path, authorization] of [
  ['/told', bearer()],
  ['/basic', basic('ada:engine')],
  ['/token', `Bearer ${opaque}`],
] as const)
  test(`Flask at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: { Authorization: authorization } }));

userHas(() => ({ url: `${server.origin}/silent`, headers: { Authorization: bearer() } }));
userHas(
  () => ({ url: `${server.origin}/digest` }),
  () => ({ options: { digest: { user: 'ada', password: 'engine' } } }),
);
userHas(() => ({ url: `${server.origin}/key`, headers: { 'X-API-Key': opaque } }));

const signingIn = () => ({
  url: `${server.origin}/login`,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'user=ada&password=engine',
});
userHas(signingIn);
userHas(async () => {
  const { response } = await send(signingIn());
  const cookie = headerValue(response?.headers ?? [], 'Set-Cookie')?.split(';')[0] ?? '';
  return { url: `${server.origin}/session`, headers: { Cookie: cookie } };
});
