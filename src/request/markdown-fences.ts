/** The info string of a fence of requests: its language, and whatever else stands there. */
const opening = /^ {0,3}(`{3,}|~{3,})[ \t]*(?:http|rest)(?![\w-])/i;

/**
 * The requests in the fenced blocks of a Markdown text (CommonMark §4.5) as one `.http` text of the same length: prose is
 * blank and each fence separates, so that every span is the same in both. Without such a block the text is blank.
 */
export function httpTextOfMarkdown(markdown: string): string {
  let fence: string | undefined;
  const lines = markdown.split(/(?<=\n)/).map(line => {
    if (fence === undefined) {
      fence = opening.exec(line)?.[1];
      return fence === undefined ? blank(line) : separator(line);
    }
    if (!closes(line, fence)) return line;
    fence = undefined;
    return separator(line);
  });
  return lines.join('');
}

export function hasHttpFence(markdown: string): boolean {
  return markdown.split('\n').some(line => opening.test(line));
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  const mark = fence.charAt(0);
  return text.length >= fence.length && text === mark.repeat(text.length) && !/^ {4}/.test(line);
}

function blank(line: string): string {
  return line.replaceAll(/[^\r\n]/g, ' ');
}

function separator(line: string): string {
  return `###${blank(line).slice(3)}`;
}
