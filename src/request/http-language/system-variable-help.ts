/** What each variable of the tools gives, for completion and hovers. `snippet` is what to write for it. */
export interface SystemVariableHelp {
  readonly name: string;
  readonly snippet: string;
  readonly summary: string;
}

export const systemVariableHelp: readonly SystemVariableHelp[] = [
  help('$guid', '$guid', 'A random UUID, a new one at each place'),
  help('$uuid', '$uuid', 'A random UUID, a new one at each place'),
  help('$random.uuid', '$random.uuid', 'A random UUID, a new one at each place'),
  help('$timestamp', '$timestamp', 'Seconds since 1970, with an offset as in "$timestamp -1 d"'),
  help('$isoTimestamp', '$isoTimestamp', 'The time now in UTC, by ISO 8601'),
  help('$datetime', '$datetime iso8601', 'The time now in UTC: "rfc1123", "iso8601" or a format such as "YYYY-MM-DD"'),
  help('$localDatetime', '$localDatetime iso8601', 'The local time now, in the formats of "$datetime"'),
  help('$randomInt', '$randomInt 1 100', 'A random integer; the upper end is excluded'),
  help('$random.integer', '$random.integer(1, 100)', 'A random integer; the upper end is excluded'),
  help('$random.float', '$random.float(0, 1)', 'A random number between the two'),
  help('$random.alphabetic', '$random.alphabetic(8)', 'So many random letters'),
  help('$random.alphanumeric', '$random.alphanumeric(8)', 'So many random letters and digits'),
  help('$random.hexadecimal', '$random.hexadecimal(8)', 'So many random hexadecimal digits'),
  help('$random.email', '$random.email', 'A random address at example.com'),
  help('$processEnv', '$processEnv NAME', 'A variable of the process; "%NAME" takes its name from the variable NAME'),
  help('$env', '$env.NAME', 'A variable of the process'),
  help('$dotenv', '$dotenv NAME', 'A variable of the nearest .env file'),
  help('$shared', '$shared NAME', 'A variable of the environment "$shared"'),
  help('$auth.token', '$auth.token("id")', 'The access token of "Security.Auth" in the environment'),
  help('$auth.idToken', '$auth.idToken("id")', 'The ID token of "Security.Auth" in the environment'),
  help('$input', '$input Question? $value: suggestion', 'Asks for a value when the request is sent'),
  help('$password', '$password Question?', 'Asks for a secret when the request is sent'),
  help('$pick', '$pick Question? $value: one,two', 'Asks to pick a value when the request is sent'),
];

function help(name: string, snippet: string, summary: string): SystemVariableHelp {
  return { name, snippet, summary };
}

/** Of `$random.uuid`, `$env.HOME`, `$input-askonce`: in any letter case. */
export function findSystemVariableHelp(name: string): SystemVariableHelp | undefined {
  const wanted = name
    .toLowerCase()
    .replace(/^\$env\..*/, '$env')
    .replace(/-askonce$/, '');
  return systemVariableHelp.find(variable => variable.name.toLowerCase() === wanted);
}
