/** Names and addresses come from the token, and a notification would make a link of `[a](command:b)`. */
export function plain(text: string): string {
  return text.replaceAll('](', '] (');
}
