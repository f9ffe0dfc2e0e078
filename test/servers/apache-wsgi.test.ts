import { after, before, test } from 'node:test';
import { checkCase, type Running, run } from './server.ts';
import { basic, bearer } from './tokens.ts';
import { apacheWith } from './web-servers.ts';

let server: Running;

const loaded = ['mpm_prefork', 'authz_core', 'wsgi'];

/** mod_wsgi keeps the Authorization field from its application, until WSGIPassAuthorization says otherwise. */
const configuration = `${apacheWith(loaded)}WSGIScriptAlias / {folder}/application.wsgi
<Directory {folder}>
  Require all granted
</Directory>
`;

/** A Flask application that asks for a token at /token and for a password at /basic. */
const application = `
from flask import Flask, jsonify, request
from flask_httpauth import HTTPBasicAuth

application = Flask(__name__)
basic = HTTPBasicAuth()
basic.verify_password(lambda user, password: user or None)

@application.route('/token')
def token():
    header = request.headers.get('Authorization')
    if not header:
        return jsonify(error='authorization_header_missing', message='Authorization header is expected.'), 401
    return jsonify(orders=[])

@application.route('/bearer')
def bearer():
    if not request.headers.get('Authorization'):
        return jsonify(error='Unauthorized'), 401, {'WWW-Authenticate': 'Bearer realm="orders"'}
    return jsonify(orders=[])

application.add_url_rule('/basic', 'basic', basic.login_required(lambda: jsonify(orders=[])))
`;

before(async () => {
  server = await run('apache2', {
    args: ['-X', '-f', '{folder}/apache.conf'],
    files: { 'apache.conf': configuration, 'application.wsgi': application },
    debianPackage: 'apache2 libapache2-mod-wsgi-py3 python3-flask python3-flask-httpauth',
  });
});

after(() => server?.stop());

for (const path of ['/token', '/bearer', '/basic'])
  test(`mod_wsgi at ${path}: no header`, () =>
    checkCase({ title: '', expected: 'credentials-missing', url: server.origin + path }));

for (const path of ['/token', '/bearer'])
  test(`mod_wsgi at ${path}: a token that the application does not see`, () =>
    checkCase({
      title: '',
      expected: 'header-stripped-by-intermediary',
      url: server.origin + path,
      headers: { Authorization: bearer() },
    }));

// It asks as it asks whoever sends a wrong password.
test('mod_wsgi at /basic: a password that the application does not see', () =>
  checkCase({
    title: '',
    expected: 'header-stripped-by-intermediary',
    undetermined: true,
    url: `${server.origin}/basic`,
    headers: { Authorization: basic('ada:engine') },
  }));
