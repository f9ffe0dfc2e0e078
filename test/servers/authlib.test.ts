import { after, before, test } from 'node:test';
import { runPython } from './python.ts';
import { checkCase, checkSuccess, type Running } from './server.ts';
import { type Broken, basic, casesAt } from './tokens.ts';

let server: Running;

/** A resource server as Authlib's manual has it: it keeps its tokens itself, with times, scopes and revocation. */
const application = `
import sys, time
from authlib.integrations.flask_oauth2 import ResourceProtector
from authlib.oauth2.rfc6750 import BearerTokenValidator
from flask import Flask, jsonify

class Token(dict):
    def is_expired(self):
        return self.get('expires_at', time.time() + 60) < time.time()
    def is_revoked(self):
        return self.get('revoked', False)
    def get_scope(self):
        return self.get('scope', '')

tokens = {
    'Xo1jK0bVqY2mT5rW8nZc4A': Token(scope='orders'),
    'Pq9sL3dFgH6jK2lMnB7vCx': Token(scope='profile'),
    'Zt5yU8iOpA3sD6fGhJ9kLq': Token(scope='orders', expires_at=1),
    'Wm2nB5vCxZ8lK4jHgF7dSa': Token(scope='orders', revoked=True),
}

class Validator(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return tokens.get(token_string)

app = Flask(__name__)
require_oauth = ResourceProtector()
require_oauth.register_token_validator(Validator())

@app.route('/orders')
@require_oauth('orders')
def orders():
    return jsonify(orders=[])
`;

before(async () => {
  server = await runPython(application, 'python3-authlib python3-flask');
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
  {
    title: 'a token that expired',
    authorization: 'Bearer Zt5yU8iOpA3sD6fGhJ9kLq',
    expected: 'token-expired',
    undetermined: true,
  },
  {
    title: 'a token that was revoked',
    authorization: 'Bearer Wm2nB5vCxZ8lK4jHgF7dSa',
    expected: 'token-revoked',
    undetermined: true,
  },
  {
    title: 'a token without the scope',
    authorization: 'Bearer Pq9sL3dFgH6jK2lMnB7vCx',
    expected: 'insufficient-scope',
  },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'a token without a scheme', authorization: 'Xo1jK0bVqY2mT5rW8nZc4A', expected: 'malformed-header' },
  { title: 'the scheme twice', authorization: 'Bearer Bearer Xo1jK0bVqY2mT5rW8nZc4A', expected: 'malformed-header' },
  { title: 'a scheme without a token', authorization: 'Bearer', expected: 'malformed-header' },
  { title: 'a token under Token', authorization: 'Token Xo1jK0bVqY2mT5rW8nZc4A', expected: 'scheme-mismatch' },
  { title: 'a variable that was not replaced', authorization: 'Bearer {{token}}', expected: 'placeholder-credentials' },
];

for (const { url, ...rest } of casesAt('/orders', broken))
  test(`Authlib: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('Authlib: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: 'Bearer Xo1jK0bVqY2mT5rW8nZc4A' } }));
