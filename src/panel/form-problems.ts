import { checkHeader } from '../auth/check.ts';
import { checkRequest } from '../repair/check-request.ts';
import { mendHeader } from '../repair/fix-header.ts';
import { completeUrl, type RequestFields, toRequest } from './form.ts';
import type { FormProblem, WarningView } from './protocol.ts';

/** What is wrong with each header of the form, in its place. */
export function problemsOf({ headers }: RequestFields): readonly FormProblem[] {
  return headers.flatMap(header => {
    const [problem] = checkHeader(header.name, header.value).filter(({ severity }) => severity !== 'hint');
    if (!problem) return [];
    const { severity, message, fixes } = problem;
    const mendable = mendHeader(header) !== header;
    return [{ header: header.id, severity, message, ...(mendable && fixes[0] && { fix: fixes[0].title }) }];
  });
}

/** What speaks against sending the form. */
export function warningsOf(fields: RequestFields, now: number): readonly WarningView[] {
  const url = completeUrl(fields.url);
  if (!url) return [];
  return checkRequest({ ...toRequest(fields), url }, now).map(({ message, header, fix }) => {
    const field = fields.headers.find(own => own.name === header && mendHeader(own) !== own);
    return { message, ...(field && fix !== undefined && { mend: { header: field.id, title: fix } }) };
  });
}
