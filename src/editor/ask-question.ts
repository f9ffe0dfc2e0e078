import { type Disposable, QuickInputButtons, ThemeIcon, window } from 'vscode';
import type { Question, Reply } from '../profiles/questions.ts';

const title = 'Sign In';

/** Asks by a native list or input box; undefined where the user leaves. */
export function askQuestion(question: Question, step: number): Promise<Reply | undefined> {
  return question.choices ? pick(question, question.choices, step) : input(question, step);
}

function pick({ prompt, preset }: Question, choices: NonNullable<Question['choices']>, step: number) {
  const list = window.createQuickPick<{ label: string; description?: string; value: string }>();
  list.items = [...choices];
  list.placeholder = prompt;
  list.activeItems = list.items.filter(({ value }) => value === preset);
  return show(list, step, never, done => [
    list.onDidAccept(() => {
      const [picked] = list.selectedItems;
      if (picked) done({ kind: 'answer', text: picked.value });
    }),
  ]);
}

function input(question: Question, step: number): Promise<Reply | undefined> {
  const box = window.createInputBox();
  box.prompt = question.prompt;
  box.placeholder = question.placeHolder;
  box.password = question.secret === true;
  box.value = question.preset ?? '';
  const problemOf = (text: string) => {
    // The message stands in the place of the prompt.
    if (text === '' && !question.optional) return `${question.prompt}: an answer is needed`;
    return question.check?.(text);
  };
  const browse = { iconPath: new ThemeIcon('folder-opened'), tooltip: 'Choose a File…' };
  if (question.file) box.buttons = [browse];
  let browsing = false;
  const isAway = () => browsing;
  return show(box, step, isAway, done => [
    box.onDidTriggerButton(async button => {
      if (button !== browse) return;
      // Where the list of files is the editor's own, it takes the place of this box.
      browsing = true;
      const [file] = (await window.showOpenDialog({ title: question.prompt })) ?? [];
      browsing = false;
      if (file) box.value = file.fsPath;
      box.show();
    }),
    box.onDidChangeValue(value => {
      const text = value.trim();
      box.validationMessage = (text === '' ? undefined : problemOf(text)) ?? question.warn?.(text);
    }),
    box.onDidAccept(() => {
      // White space is part of a password.
      const text = question.id === 'password' ? box.value : box.value.trim();
      const problem = problemOf(text);
      if (problem === undefined) done({ kind: 'answer', text });
      else box.validationMessage = problem;
    }),
  ]);
}

const never = () => false;

type Input = ReturnType<typeof window.createInputBox> | ReturnType<typeof window.createQuickPick>;

function show(
  shown: Input,
  step: number,
  isAway: () => boolean,
  listen: (done: (reply: Reply | undefined) => void) => readonly Disposable[],
): Promise<Reply | undefined> {
  shown.title = title;
  shown.step = step;
  shown.ignoreFocusOut = true;
  if (step > 1) shown.buttons = [QuickInputButtons.Back, ...shown.buttons];
  return new Promise(resolve => {
    const done = (reply: Reply | undefined) => {
      // First, because disposing hides, and who hides has not answered.
      resolve(reply);
      for (const one of owned) one.dispose();
    };
    const owned: readonly Disposable[] = [
      shown,
      shown.onDidTriggerButton(button => {
        if (button === QuickInputButtons.Back) done({ kind: 'back' });
      }),
      shown.onDidHide(() => {
        if (!isAway()) done(undefined);
      }),
      ...listen(done),
    ];
    shown.show();
  });
}
