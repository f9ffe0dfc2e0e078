/** Cuts a text into pieces of `size` characters. */
export function cut(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}

export const base64 = (text: string) => Buffer.from(text).toString('base64');
const percentDots = (jwt: string) => jwt.replaceAll('.', '%2E');
export const segmentsOf = (jwt: string) => jwt.split('.') as [string, string, string];

/** Where tokens stand, and how they get torn apart there. */
export const embeddings: Record<string, (jwt: string) => string> = {
  alone: jwt => jwt,
  'in a line of text': jwt => `the token ${jwt} was sent`,
  'at the end of a sentence': jwt => `We got ${jwt}. It failed.`,
  'in a JavaScript string': jwt => `const t = '${jwt}';`,
  'in a template literal': jwt => `const h = \`Bearer ${jwt}\`;`,
  'in a header line': jwt => `Authorization: Bearer ${jwt}\r\nAccept: */*`,
  'in a curl command': jwt => `curl -H "Authorization: Bearer ${jwt}" https://a.example/`,
  'in a query': jwt => `https://a.example/cb?token=${jwt}&state=1`,
  'in a fragment': jwt => `https://a.example/cb#id_token=${jwt}&state=1`,
  'in a path': jwt => `https://a.example/confirm/${jwt}/now`,
  'after a percent-encoded equals sign': jwt => `next=%2Fcb%3Ftoken%3D${jwt}%26state%3D1`,
  'after a percent-encoded blank': jwt => `auth=Bearer%20${jwt}`,
  'with percent-encoded dots': jwt => `token=${percentDots(jwt)}&x=1`,
  'percent-encoded twice': jwt => `token=${percentDots(jwt).replaceAll('%', '%25')}&x=1`,
  'in a form body': jwt => `grant_type=x&assertion=${jwt}&scope=a`,
  'in .env': jwt => `TOKEN=${jwt}\nOTHER=1`,
  'in YAML': jwt => `auth:\n  token: ${jwt}\n  next: 1`,
  'in folded YAML': jwt => `token: >-\n  ${cut(jwt, 60).join('\n  ')}\nnext: value\n`,
  'in JSON': jwt => JSON.stringify({ token: jwt, next: 1 }, null, 2),
  'in JSON in JSON': jwt => JSON.stringify({ body: JSON.stringify({ token: jwt }) }),
  'in JSON with escaped HTML characters': jwt => `{"url":"https://a.example/?t\\u003d${jwt}\\u0026s\\u003d1"}`,
  'after an escaped line break': jwt => `"first\\n${jwt}\\nlast"`,
  'in a Kubernetes secret': jwt => `data:\n  token: ${base64(jwt)}\n`,
  'in base64 with a line break at the end': jwt => `TOKEN=${base64(`${jwt}\n`)}`,
  'in wrapped base64': jwt => `${cut(base64(jwt), 76).join('\n')}\n`,
  'joined by plus': jwt =>
    cut(jwt, 40)
      .map(piece => `  "${piece}"`)
      .join(' +\n'),
  'joined by plus at the start of the line': jwt =>
    cut(jwt, 40)
      .map(piece => `'${piece}'`)
      .join('\n      + '),
  'joined by a dot, as in PHP': jwt =>
    cut(jwt, 40)
      .map(piece => `'${piece}'`)
      .join(' . '),
  'joined by two dots, as in Lua': jwt =>
    cut(jwt, 40)
      .map(piece => `"${piece}"`)
      .join(' .. '),
  'joined by an ampersand and an underscore, as in Visual Basic': jwt =>
    cut(jwt, 40)
      .map(piece => `"${piece}"`)
      .join(' & _\n  '),
  'adjacent literals, as in Python': jwt =>
    `(\n${cut(jwt, 40)
      .map(piece => `    "${piece}"`)
      .join('\n')}\n)`,
  'adjacent byte literals': jwt =>
    cut(jwt, 40)
      .map(piece => `b'${piece}'`)
      .join(' '),
  'literals continued by backslashes, as in Ruby': jwt =>
    cut(jwt, 40)
      .map(piece => `"${piece}"`)
      .join(' \\\n  '),
  'one literal continued by backslashes': jwt => `"${cut(jwt, 40).join('\\\n')}"`,
  'one literal continued and indented, as in Rust': jwt => `"${cut(jwt, 40).join('\\\n         ')}"`,
  'in a macro with commas': jwt =>
    `concat!(${cut(jwt, 40)
      .map(piece => `"${piece}"`)
      .join(', ')})`,
  'one literal for each segment': jwt => {
    const [header, payload, signature] = segmentsOf(jwt);
    return `"${header}." +\n"${payload}." +\n"${signature}"`;
  },
  'dots joined as literals of their own': jwt =>
    segmentsOf(jwt)
      .map(segment => `"${segment}"`)
      .join(' + "." + '),
  'dots at the starts of literals': jwt => {
    const [header, payload, signature] = segmentsOf(jwt);
    return `'${header}' + '.${payload}' + '.${signature}'`;
  },
  'escaped literals joined in JSON': jwt =>
    JSON.stringify(
      cut(jwt, 40)
        .map(piece => `"${piece}"`)
        .join(' +\n'),
    ),
  'wrapped at a column': jwt => `${cut(jwt, 64).join('\n')}\n`,
  'wrapped with CRLF': jwt => `${cut(jwt, 72).join('\r\n')}\r\nnext line\r\n`,
  'wrapped in a terminal after a label': jwt => {
    const line = `token: ${jwt}`;
    return `${cut(line, 80).join('\n')}\n$ `;
  },
  'wrapped in a quotation': jwt =>
    `${cut(jwt, 60)
      .map(piece => `> ${piece}`)
      .join('\n')}\n`,
  'wrapped in comments': jwt =>
    `${cut(jwt, 60)
      .map(piece => `// ${piece}`)
      .join('\n')}\n`,
  'wrapped in quoted-printable': jwt => cut(jwt, 70).join('=\n'),
  'in an added line of a diff': jwt => `--- a\n+++ b\n@@ -1 +1 @@\n+  token: "${jwt}",\n`,
  'joined in added lines of a diff': jwt =>
    cut(jwt, 40)
      .map(piece => `+  "${piece}"`)
      .join(' +\n'),
  'between tags': jwt => `<token>${jwt}</token>`,
  'in Markdown': jwt => `Use \`${jwt}\`, or **${jwt}**.`,
  'in a log': jwt => `2026-11-24T00:00:00Z DEBUG auth token=${jwt}, took=3ms`,
  'after a prefix of its own': jwt => `pat_${jwt}`,
  'in a cookie': jwt => `Cookie: a=1; session=${jwt}; b=2`,
  'in a shell export': jwt => `export T='${jwt}'`,
  'in a cell of a notebook': jwt =>
    JSON.stringify({ cells: [{ cell_type: 'code', source: ['import os\n', `t = "${jwt}"\n`], outputs: [] }] }, null, 1),
  'joined in a cell of a notebook': jwt =>
    JSON.stringify(
      { source: cut(jwt, 40).map((piece, index) => `${index === 0 ? 't = (' : '     '}"${piece}"\n`) },
      null,
      1,
    ),
  'in the output of a notebook': jwt => JSON.stringify({ outputs: [{ text: [`${jwt}\n`, 'next\n'] }] }, null, 1),
  'wrapped in a terminal of 80 columns after a prompt': jwt =>
    `${cut(`user@host:~/app$ curl -H 'Authorization: Bearer ${jwt}' https://a.example/`, 80).join('\n')}\n{"ok":true}\n`,
  'wrapped in a terminal of 80 columns with CRLF': jwt =>
    `${cut(`PS C:\\> $env:TOKEN = "${jwt}"`, 80).join('\r\n')}\r\nPS C:\\> `,
  'wrapped in a terminal with the prompt of a continued command': jwt =>
    `$ curl \\\n> -H "Authorization: Bearer ${jwt}" \\\n> https://a.example/`,
  'in a percent-encoded cookie': jwt => `Cookie: session=${encodeURIComponent(`{"token":"${jwt}"}`)}; a=1`,
  'in a signed cookie': jwt => `Cookie: connect.sid=s%3A${jwt}%7Cabc`,
  'in wrapped base64 with CRLF': jwt => `${cut(base64(jwt), 76).join('\r\n')}\r\n`,
  'in a removed line of a diff': jwt => `@@ -1 +1 @@\n-  token: "${jwt}",\n+  token: process.env.TOKEN,\n`,
  'joined in removed lines of a diff': jwt =>
    cut(jwt, 40)
      .map(piece => `-  "${piece}"`)
      .join(' +\n'),
  'wrapped in added lines of a diff': jwt =>
    `${cut(jwt, 60)
      .map(piece => `+${piece}`)
      .join('\n')}\n`,
  'in a literal block of YAML': jwt => `token: |\n  ${jwt}\nnext: 1\n`,
  'in quoted YAML over lines': jwt => `token: "${cut(jwt, 60).join('\\\n  ')}"\nnext: 1\n`,
  'in an attribute of XML': jwt => `<add key="token" value="${jwt}" />`,
  'wrapped between tags': jwt => `<token>\n    ${cut(jwt, 60).join('\n    ')}\n</token>`,
  'after an escaped quote of HTML': jwt => `value=&quot;${jwt}&quot;`,
  'in protobuf text': jwt => `auth { token: "${jwt}" ttl: 60 }`,
  'joined in protobuf text': jwt =>
    `token:\n${cut(jwt, 40)
      .map(piece => `    "${piece}"`)
      .join('\n')}\nttl: 60`,
  'in TOML over lines': jwt => `token = """\\\n    ${cut(jwt, 60).join('\\\n    ')}"""\n`,
  'in a properties file over lines': jwt => `token=${cut(jwt, 60).join('\\\n    ')}\nnext=1`,
  'after a colour of the terminal': jwt => `\u001b[32m${jwt}\u001b[0m\n`,
  'in CSV': jwt => `1,ada,${jwt},2026-11-24\n`,
  'in a statement of SQL': jwt => `INSERT INTO t VALUES (1, '${jwt}');`,
  'in a heredoc': jwt => `cat <<EOF\n${jwt}\nEOF\n`,
  'in an escaped shell string': jwt => `bash -c "echo \\"${jwt}\\""`,
  'joined by a caret, as in cmd': jwt => `set T=${cut(jwt, 60).join('^\n')}\r\n`,
  'joined by a list': jwt =>
    `[\n${cut(jwt, 40)
      .map(piece => `  '${piece}',`)
      .join('\n')}\n].join('')`,
  'with escaped dots in JSON': jwt => `{"token":"${jwt.replaceAll('.', '\\u002e')}"}`,
};
