import type { HttpRequest } from '../../request/model.ts';
import type { Answers, Question, RepairStep } from '../repair.ts';

/** What is asked for one kind of credentials, and how the answers are sent. */
export interface CredentialForm {
  /** As in `Authorization: Basic`. */
  readonly sentAs: string;
  readonly questions: readonly Question[];
  readonly apply: (request: HttpRequest, answers: Answers) => RepairStep;
}
