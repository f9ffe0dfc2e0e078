import type { Disposable, TreeView } from 'vscode';

/** Milliseconds after which words such as `2 min ago` are read again. */
const tick = 30_000;

/** A view whose words tell of time: they are read again whenever it comes into sight, and while it is there. */
export function refreshWhileSeen(view: TreeView<unknown>, refresh: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const watch = (visible: boolean) => {
    clearInterval(timer);
    timer = visible ? setInterval(refresh, tick) : undefined;
    if (visible) refresh();
  };
  const watching = view.onDidChangeVisibility(({ visible }) => watch(visible));
  watch(view.visible);
  return {
    dispose() {
      watching.dispose();
      clearInterval(timer);
    },
  };
}
