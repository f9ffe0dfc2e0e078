// What calls and methods do to a string, by their names. Names are shared by many languages; where one means something
// else in a language, the expression around it tells.

/** Calls that give their first argument back, as far as the header is concerned. */
export const transparent =
  /^(?:from_str|from_static|from_bytes|from_string|try_from|from|into|String|str|string|unicode|bytes|Some|Ok|Just|HeaderValue|singletonList|listOf|asList|of|arrayOf|setOf|arrayListOf|array|valueOf|to_string|toString|pack|fromString|parseUnsafe|list|QString|QByteArray|QStringLiteral|QLatin1String|std_string|c_str|as_str|qq|u|b|L|unsafe|Seq|List|Array|Cow|format_args|header_value|to_owned|Text|encodeUtf8|toUtf8|utf8|S|N|_T|TEXT|trim|encode|Encoding|new_string|constantly|lift|raw|vec)!?$/;
/** Calls whose first string is a format that the other arguments fill. */
export const formatCall =
  /^(?:Sprintf|Sprint|sprintf|asprintf|snprintf|format!?|Format|formatted|printf|vsprintf|stringWithFormat|localizedStringWithFormat|initWithFormat|stringByAppendingFormat|StrFormat|fmt|strf|gettextf|sprintf_s|write!|print_string|template|formatString|Printf)$/;
/** Methods after a string that fill it. */
export const formatMethod =
  /^(?:format|formatted|format_map|arg|sprintf|args|interpolate|substitute|safe_substitute|fill|expand)$/;
/** Methods after a string that change it in ways that the text does not tell. */
export const replaceMethod =
  /^(?:replace|replaceAll|replacen|gsub|sub|tr|Replace|replaceFirst|render|compile|apply|exec|test|match|split|slice|substring|substr|join|repeat|length|indexOf|len)$/;
/** Calls that join their arguments as they stand. */
export const joinCall =
  /^(?:concat|concat!|paste0|StrCat|strcat|str_c|Concat|concatenate|cat_str|CONCAT|append|string_concat)$/;
export const keepMethod =
  /^(?:to_string|to_owned|into|parse|unwrap|expect|as_bytes|as_str|to_str|encode|getBytes|trim|toString|freeze|html_safe|clone|strip|b|utf8|toByteArray|data|UTF8String|c_str|toStdString|toUtf8|to_vec|as_ref|try_into|decode|ToString|Trim|trimIndent|trimMargin|stripMargin|dup|force_encoding|concat)$/;

export const elseWords = new Set(['if', 'unless', 'else', 'or', 'and', 'as', 'instanceof', 'is', 'when', 'then']);
export const branching = new Set(['?', ':', '??', '||', '&&', '?:']);
export const comparing = new Set(['==', '===', '!=', '!==', '=~', '<=>', '~=', 'in', 'eq', 'ne']);

/** Functions that take a format without parentheses, as F# and OCaml have them. */
export const formatWord = /^(?:sprintf|ksprintf|printf)$/;

/** Calls that join several values, with the separator as one argument: before the values or after them. */
export const separatedJoins: Readonly<
  Record<string, { readonly name: RegExp; readonly separator: 'first' | 'last'; readonly usual?: string }>
> = {
  csharp: { name: /^Join$/, separator: 'first' },
  elixir: { name: /^join$/, separator: 'last', usual: '' },
  go: { name: /^Join$/, separator: 'last' },
  java: { name: /^join$/, separator: 'first' },
  lua: { name: /^concat$/, separator: 'last', usual: '' },
  perl: { name: /^join$/, separator: 'first' },
  php: { name: /^(?:implode|join)$/, separator: 'first' },
};

/** Calls that make a list of their arguments. */
export const listCall = /^(?:listOf|arrayOf|Seq|List|Array|Vector|asList)$/;

/** Methods of a list that join what it holds, with what they put between where nothing is said. */
export const listJoins: Readonly<Record<string, string>> = { join: '', joined: '', mkString: '', joinToString: ', ' };
