/** Brings an element into view, opens what hides it, and moves the focus there so that it is read out. */
export function focusTarget(id: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (parent instanceof HTMLDetailsElement) parent.open = true;
  const calm = document.body.classList.contains('vscode-reduce-motion');
  element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  element.focus({ preventScroll: true });
}
