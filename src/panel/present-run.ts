// What a run leaves behind: the table of its experiments, and the report of the whole.
import type { Diagnosis } from '../diagnosis/model.ts';
import type { Step } from '../repair/experiments/find-out.ts';
import { formatReport } from '../repair/report.ts';
import type { Exchange } from '../request/model.ts';
import type { InvestigationView, Run } from './protocol.ts';

export function presentSteps(steps: readonly Step[], running: boolean): InvestigationView {
  const rows = steps.map(({ title, answer, says, mended }) => ({
    title,
    answer,
    says,
    ...(mended && { mends: true as const }),
  }));
  return { steps: rows, running };
}

/** After a fix, with what failed before it. */
export function reportOf(
  shown: { readonly exchange: Exchange; readonly diagnosis: Diagnosis },
  { result: { comparison }, investigation }: Extract<Run, { kind: 'result' }>,
  failed: Exchange | undefined,
): string {
  const before = comparison === undefined ? undefined : failed;
  const { steps } = investigation ?? {};
  return formatReport({
    ...shown,
    ...(steps && { steps }),
    ...(comparison && { comparison }),
    ...(before && { before }),
  });
}
