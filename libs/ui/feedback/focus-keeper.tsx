'use client';

import { useEffect } from 'react';

const DIALOG = '[role=dialog]';
/** What closes as soon as something is chosen from it: nothing to come back to. */
const PASSING = '[role=menu], [role=listbox]';
const REMEMBERED = 20;

const isShown = (element: Element) => element.isConnected && element.getClientRects().length > 0;
const isOrHasDialog = (node: Node) =>
  node instanceof Element && (node.matches(DIALOG) || node.querySelector(DIALOG) !== null);

/** Where the reader was before: the latest control that is still there, within the dialog that is still open if there is one. */
function placeToReturnTo(visited: readonly HTMLElement[]): HTMLElement | null {
  const open = [...document.querySelectorAll(DIALOG)].filter(isShown).at(-1);
  const within = open ?? document.body;
  const last = visited.findLast((element) => isShown(element) && within.contains(element));
  if (last) return last;
  return open
    ? (open.querySelector<HTMLElement>('[data-autofocus]') ?? (open as HTMLElement))
    : document.getElementById('main');
}

/**
 * When a dialog goes and the focus went with it, the reader comes back to where they were: the button, also behind a menu that is closed by
 * now, or the row (WCAG 2.4.3). Dialogs are drawn only while they are open, so that no dialog can do this for itself.
 */
export function FocusKeeper() {
  useEffect(() => {
    const visited: HTMLElement[] = [];
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest(PASSING)) return;
      visited.push(target);
      if (visited.length > REMEMBERED) visited.shift();
    };
    const watcher = new MutationObserver((changes) => {
      if (document.activeElement !== document.body) return;
      if (changes.some(({ removedNodes }) => [...removedNodes].some(isOrHasDialog)))
        placeToReturnTo(visited)?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', onFocus);
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      watcher.disconnect();
    };
  }, []);
  return null;
}
