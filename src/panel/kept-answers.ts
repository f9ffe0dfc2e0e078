import type { Answers, Question } from '../repair/repair.ts';
import type { QuestionView } from './protocol.ts';

/** The questions as the page asks them: what is kept is filled in, a secret only as a note that there is one. */
export function askAgain(questions: readonly Question[], kept: Answers | undefined): readonly QuestionView[] {
  return questions.map((question): QuestionView => {
    const answer = kept?.[question.name];
    if (answer === undefined) return question;
    return question.secret ? { ...question, kept: true } : { ...question, value: question.value || answer };
  });
}

/**
 * The answers with kept secrets in the places that were left empty. Only where all else is answered as before, so that a
 * secret kept for one user or address never goes out for another.
 */
export function completeAnswers(questions: readonly Question[], answers: Answers, kept: Answers | undefined): Answers {
  if (!kept) return answers;
  const same = questions.every(({ name, secret }) => secret || (answers[name] ?? '') === (kept[name] ?? ''));
  if (!same) return answers;
  const filled = questions.flatMap(({ name, secret }) =>
    secret && !answers[name] && kept[name] ? [[name, kept[name]] as const] : [],
  );
  return { ...answers, ...Object.fromEntries(filled) };
}
