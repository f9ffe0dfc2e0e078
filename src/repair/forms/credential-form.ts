import type { HttpRequest } from '../../request/model.ts';
import type { Question, RepairStep } from '../repair.ts';

export type Answers = Readonly<Record<string, string>>;

/** What is asked for one kind of credentials, and how the answers are sent. */
export interface CredentialForm {
  /** As in `Authorization: Basic`. */
  readonly sentAs: string;
  readonly questions: readonly Question[];
  readonly apply: (request: HttpRequest, answers: Answers) => RepairStep;
}
