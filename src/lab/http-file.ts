import type { LabContext, LabRequest } from './model.ts';

type Draft = Omit<LabRequest, 'http'> & {
  /** Request line, fields, and after an empty line the body. `{{api}}` and its like are the lab's origins, `{{token}}` is a good token. */
  readonly request: string;
};

/** A request of the lab with its comments, as it stands in the `.http` file. */
export function requestOf({ request, ...rest }: Draft): LabRequest {
  const expectation = rest.expected === 'ok' ? 'Expect success.' : `Expect ${rest.expected}.`;
  return { ...rest, http: `### ${rest.title}\n# ${expectation} ${rest.note}\n# @name ${rest.name}\n${request}\n` };
}

/** All requests as one `.http` text that any runner of such files understands. */
export function formatHttpFile(requests: readonly LabRequest[], { origins, token }: LabContext): string {
  const variables = Object.entries({ ...origins, token }).map(([name, value]) => `@${name} = ${value}`);
  const introduction = [
    '# The 401 Lab: servers on this computer that fail in every way that Why401 explains.',
    '# Send a request and compare the explanation with the comment above it. Every secret in here is invented.',
  ];
  return `${[...introduction, '', ...variables, '', ...requests.map(({ http }) => http)].join('\n')}`;
}
