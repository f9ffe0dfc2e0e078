/** Takes away what is not needed for a failure, in ever smaller stretches. */
export function shrink(text: string, fails: (text: string) => boolean): string {
  let current = text;
  for (let size = Math.ceil(text.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < current.length; ) {
      const candidate = current.slice(0, at) + current.slice(at + size);
      if (fails(candidate)) current = candidate;
      else at += size;
    }
  return current;
}
