/** A mistake in one language: the file it stands in and the text. */
type Case = readonly [file: string, text: string];

export interface Mistake {
  readonly number: number;
  readonly title: string;
  /** The rules that may report it. */
  readonly rules: readonly string[];
  readonly cases: readonly Case[];
}

const jwt = `${btoa('{"alg":"HS256"}').replaceAll('=', '')}.${btoa('{"sub":"1"}').replaceAll('=', '')}.c2lnbmF0dXJl`;
const expired = `${btoa('{"alg":"HS256"}').replaceAll('=', '')}.${btoa('{"exp":1}').replaceAll('=', '')}.c2lnbmF0dXJl`;
const random = `${'k9'.repeat(4)}Xw3Zq81LmNp04Ts`;

/** How languages write a header whose value is a literal text. */
const literal = (value: string): Case[] => [
  ['a.js', `fetch(url, { headers: { Authorization: "${value}" } });`],
  ['a.py', `requests.get(url, headers={"Authorization": "${value}"})`],
  ['a.go', `req.Header.Set("Authorization", "${value}")`],
  ['A.java', `request.addHeader("Authorization", "${value}");`],
  ['a.cs', `client.DefaultRequestHeaders.Add("Authorization", "${value}");`],
  ['a.rb', `headers = { "Authorization" => "${value}" }`],
  ['a.php', `<?php $headers = ["Authorization" => "${value}"];`],
  ['a.kt', `request.addHeader("Authorization", "${value}")`],
];

/** How languages join a text and a variable. */
const joined = (before: string, after = ''): Case[] => [
  ['a.js', `fetch(url, { headers: { "Authorization": "${before}" + token${after && ` + "${after}"`} } });`],
  ['a.py', `headers = {"Authorization": "${before}" + token${after && ` + "${after}"`}}`],
  ['a.go', `req.Header.Set("Authorization", "${before}"+token${after && `+"${after}"`})`],
  ['A.java', `request.addHeader("Authorization", "${before}" + token${after && ` + "${after}"`});`],
  ['a.cs', `client.DefaultRequestHeaders.Add("Authorization", "${before}" + token${after && ` + "${after}"`});`],
  ['a.php', `<?php $headers = ["Authorization" => "${before}" . $token${after && ` . "${after}"`}];`],
  ['a.rb', `headers = { "Authorization" => "${before}" + token${after && ` + "${after}"`} }`],
];

const named = (name: string): Case[] =>
  joined('Bearer ').map(([file, text]) => [file, text.replace('Authorization', name)]);

const sent = (url: string): Case[] => [
  ['a.js', `fetch('${url}', { headers: { Authorization: \`Bearer \${token}\` } });`],
  ['a.py', `requests.get("${url}", headers={"Authorization": f"Bearer {token}"})`],
  ['a.sh', `curl -H "Authorization: Bearer $TOKEN" ${url}`],
  ['a.http', `GET ${url}\nAuthorization: Bearer {{token}}\n`],
  ['a.dart', `http.get(Uri.parse('${url}'), headers: {'Authorization': 'Bearer $token'});`],
  ['a.rb', `HTTParty.get("${url}", headers: { "Authorization" => "Bearer #{token}" })`],
  ['a.php', `<?php $client->get('${url}', ['headers' => ['Authorization' => "Bearer $token"]]);`],
];

export const mistakes: readonly Mistake[] = [
  {
    number: 1,
    title: 'a line break or control character in the value',
    rules: ['control-character', 'untrimmed-file'],
    cases: joined('Bearer ', '\\n'),
  },
  {
    number: 2,
    title: 'base64 with a line break',
    rules: ['base64-newline', 'malformed-basic'],
    cases: literal('Basic dXNlcjpwYXNzd29yZAo='),
  },
  {
    number: 3,
    title: 'an interpolation that does not happen',
    rules: ['missing-interpolation', 'property-not-expanded', 'missing-format-argument'],
    cases: [
      ['a.js', "fetch(url, { headers: { Authorization: 'Bearer ${token}' } });"],
      ['a.py', 'requests.get(url, headers={"Authorization": "Bearer {self.token}"})'],
      ['a.sh', "curl -H 'Authorization: Bearer $TOKEN' https://api.example.com/"],
      ['a.rb', "request['Authorization'] = 'Bearer #{token}'"],
      ['a.php', "<?php $headers = ['Authorization' => 'Bearer $this->token'];"],
      ['a.ps1', "$headers = @{ Authorization = 'Bearer $token' }"],
      ['a.cs', 'client.DefaultRequestHeaders.Add("Authorization", "Bearer {token}");'],
      ['a.rs', 'let req = client.get(url).header("Authorization", "Bearer {token}");'],
    ],
  },
  {
    number: 4,
    title: 'a stray sign beside an interpolation',
    rules: ['stray-delimiter', 'quoted-token', 'unbalanced-placeholder'],
    cases: [
      ['a.py', 'headers = {"Authorization": f"Bearer ${token}"}'],
      ['a.js', 'const headers = { Authorization: `Bearer $${token}` };'],
      ['a.cs', 'client.DefaultRequestHeaders.Add("Authorization", $"Bearer ${token}");'],
      ['a.rs', 'let req = client.get(url).header("Authorization", format!("Bearer ${token}"));'],
      ['a.rb', 'request["Authorization"] = "Bearer $#{token}"'],
      ['b.js', `const headers = { Authorization: 'Bearer "' + token + '"' };`],
      ['a.go', 'req.Header.Set("Authorization", "Bearer \'"+token+"\'")'],
      ['A.java', 'request.addHeader("Authorization", "Bearer \'" + token + "\'");'],
    ],
  },
  {
    number: 5,
    title: 'undefined, null or nothing for a token',
    rules: ['stringified-nothing', 'empty-credentials', 'missing-await'],
    cases: literal('Bearer undefined'),
  },
  {
    number: 6,
    title: 'headers where they are not sent',
    rules: ['misplaced-headers', 'missing-header-name', 'no-cors-authorization', 'missing-header-colon'],
    cases: [
      ['a.js', 'fetch(url, { Authorization: `Bearer ${token}` });'],
      ['a.ts', 'axios.post(url, { headers: { Authorization: `Bearer ${token}` } });'],
      ['a.py', 'requests.get(url, params={"Authorization": f"Bearer {token}"})'],
      ['a.sh', 'curl -H "Bearer $TOKEN" https://api.example.com/'],
      ['a.php', '<?php curl_setopt($ch, CURLOPT_HTTPHEADER, ["Authorization Bearer $token"]);'],
      ['a.json', `{ "command": "curl -H 'Bearer abcdef0123' https://api.example.com/" }`],
      ['a.yml', '- run: curl -H "Bearer $TOKEN" https://api.example.com/'],
      ['Dockerfile', 'RUN curl -H "Bearer $TOKEN" https://api.example.com/'],
    ],
  },
  { number: 7, title: 'the scheme twice', rules: ['doubled-scheme'], cases: joined('Bearer Bearer ') },
  {
    number: 8,
    title: 'the scheme missing, misspelt or glued',
    rules: ['missing-scheme-space', 'missing-scheme', 'scheme-typo', 'scheme-punctuation', 'scheme-after-token'],
    cases: [...joined('Bearer'), ...joined('Bearer: '), ...joined('Berer '), ...literal(jwt)],
  },
  {
    number: 9,
    title: 'Basic that is not encoded',
    rules: ['basic-not-encoded', 'basic-separator', 'bytes-literal', 'basic-encodes-scheme'],
    cases: [
      ['a.js', 'const headers = { Authorization: `Basic ${user}:${password}` };'],
      ['a.py', 'headers = {"Authorization": f"Basic {user}:{password}"}'],
      ['a.go', 'req.Header.Set("Authorization", "Basic "+user+":"+password)'],
      ['A.java', 'request.addHeader("Authorization", "Basic " + user + ":" + password);'],
      ['a.rb', 'headers = { "Authorization" => "Basic #{user}:#{password}" }'],
      ['a.php', '<?php $headers = ["Authorization" => "Basic $user:$password"];'],
      ['a.sh', 'curl -H "Authorization: Basic $USER:$PASS" https://api.example.com/'],
    ],
  },
  {
    number: 10,
    title: 'characters that look right',
    rules: ['non-ascii-character'],
    cases: literal('Bearer “a1b2c3d4”'),
  },
  { number: 11, title: 'a placeholder', rules: ['placeholder-value'], cases: literal('Bearer YOUR_ACCESS_TOKEN') },
  {
    number: 12,
    title: 'a variable of a tool that nothing fills in',
    rules: ['missing-interpolation', 'undefined-variable'],
    cases: [
      ['a.http', 'GET https://api.example.com/\nAuthorization: Bearer {token}\n'],
      ['a.rest', '@host = api.example.com\nGET https://{{host}}/\nAuthorization: Bearer {{token}}\n'],
      ['Makefile', 'get:\n\tcurl -H "Authorization: Bearer $TOKEN" $(URL)\n'],
      ['Dockerfile', 'CMD ["curl", "-H", "Authorization: Bearer $TOKEN", "https://api.example.com/"]'],
      ['a.bru', 'auth:bearer {\n  token: {token}\n}\n'],
    ],
  },
  {
    number: 13,
    title: 'a scheme that does not fit the credentials',
    rules: ['scheme-credential-mismatch'],
    cases: literal(`Basic ${jwt}`),
  },
  {
    number: 14,
    title: 'a wrong name for the header',
    rules: ['header-name', 'header-name-punctuation'],
    cases: [...named('Authorisation'), ...named('Authorization:')],
  },
  {
    number: 15,
    title: 'quotes and line ends in environment files',
    rules: ['env-quotes', 'quoted-token'],
    cases: [
      ['.env', 'API_TOKEN="abc\n'],
      ['.env.local', 'API_TOKEN = abc\n'],
      ['a.env', 'API_TOKEN=abc\r\n'],
    ],
  },
  {
    number: 16,
    title: 'two sets of credentials',
    rules: ['duplicate-header', 'several-credentials'],
    cases: literal('Basic dXNlcjpwYXNzd29yZA==, Bearer a1b2c3d4e5'),
  },
  { number: 17, title: 'the scheme in other letters', rules: ['scheme-case'], cases: joined('bearer ') },
  {
    number: 18,
    title: 'a token in the source',
    rules: ['hardcoded-credentials'],
    cases: literal(`Bearer ${random}`),
  },
  {
    number: 19,
    title: 'a token in the source that has expired',
    rules: ['expired-token'],
    cases: literal(`Bearer ${expired}`),
  },
  {
    number: 20,
    title: 'a token that was encoded for a URL',
    rules: ['url-encoded-token', 'transformed-token'],
    cases: literal('Bearer abc%2Fdef%3D'),
  },
  {
    number: 21,
    title: 'scheme and token in one argument, or a scheme that the call adds',
    rules: ['split-scheme-argument', 'doubled-scheme'],
    cases: [
      ['a.cs', 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer " + token);'],
      ['A.java', 'headers.setBearerAuth("Bearer " + token);'],
      ['a.kt', 'headers.setBearerAuth("Bearer $token")'],
      ['a.rs', 'let req = client.get(url).bearer_auth("Bearer abcdef");'],
      ['a.php', '<?php Http::withToken("Bearer $token")->get($url);'],
      ['a.go', 'client.SetAuthToken("Bearer " + token)'],
      ['a.yml', 'authorization:\n  credentials: Bearer abcdef\n'],
    ],
  },
  {
    number: 22,
    title: 'a header that is taken off on the way',
    rules: ['dropped-header'],
    cases: [
      ['nginx.conf', 'proxy_set_header Authorization "";'],
      ['httpd.conf', 'RequestHeader unset Authorization'],
      ['haproxy.conf', 'http-request del-header Authorization'],
    ],
  },
  {
    number: 23,
    title: 'credentials in the open',
    rules: ['insecure-transport', 'credentials-in-url'],
    cases: sent('http://api.acme.io/v1'),
  },
  {
    number: 24,
    title: 'a companion header that is missing',
    rules: ['missing-companion'],
    cases: [
      ...literal('DPoP abcdefghij').filter(([file]) => /\.(?:js|py|rb|php)$/.test(file)),
      ['a.http', 'GET https://api.example.com/me\nAuthorization: DPoP {{token}}\n'],
      ['a.json', '{ "headers": { "Authorization": "DPoP abcdefghij" } }'],
      ['a.ps1', '$headers = @{ Authorization = "DPoP $token" }'],
    ],
  },
  {
    number: 25,
    title: 'quoting in shells',
    rules: ['unquoted-header', 'missing-interpolation'],
    cases: [
      ['a.sh', 'curl -H Authorization: Bearer $TOKEN https://api.example.com/'],
      ['b.sh', "curl -H 'Authorization: Bearer $TOKEN' https://api.example.com/"],
      ['a.yml', '- run: curl -H Authorization: Bearer $TOKEN https://api.example.com/'],
      ['a.md', '```sh\ncurl -H Authorization: Bearer $TOKEN https://api.example.com/\n```\n'],
      ['Dockerfile', "RUN curl -H 'Authorization: Bearer $TOKEN' https://api.example.com/"],
      ['nginx.conf', 'proxy_set_header Authorization Bearer abc;'],
      ['a.ps1', "$headers = @{ Authorization = 'Bearer $token' }"],
      ['Makefile', 'get:\n\tcurl -H "Authorization: Bearer $TOKEN" $(URL)\n'],
    ],
  },
  {
    number: 26,
    title: 'YAML and JSON',
    rules: ['unsafe-yaml-value', 'control-character', 'scheme-punctuation', 'missing-scheme-space', 'duplicate-header'],
    cases: [
      ['a.yml', 'headers:\n  Authorization: {{ token }}\n'],
      ['b.yaml', 'headers:\n  Authorization: |\n    Bearer abcdef\n'],
      ['a.json', '{ "headers": { "Authorization": "Bearer\\n" } }'],
    ],
  },
];
