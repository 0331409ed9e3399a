'use client';

import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';

type Load<P> = () => Promise<ComponentType<P>>;

const lazyPart = <P extends object>(load: Load<P>) => lazy(() => load().then((part) => ({ default: part })));

/** A part of the screen that stays out of the page's first load: it is fetched when it is first shown. */
export function later<P extends object>(load: Load<P>): ComponentType<P> {
  const Part = lazyPart(load);
  return function Later(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** `run` once when the browser has nothing to do; returns how to call it off. */
function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 1000);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(run);
  return () => cancelIdleCallback(idle);
}

/** Holds what is typed until the dialog is there, and types it there then: it must neither get lost nor act on the page as its keys. */
function HeldKeys() {
  useEffect(() => {
    let typed = '';
    const hold = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      typed += event.key;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', hold, true);
    return () => {
      window.removeEventListener('keydown', hold, true);
      // the field of the dialog takes the focus first
      if (typed) setTimeout(() => document.execCommand('insertText', false, typed), 50);
    };
  }, []);
  return null;
}

/**
 * A dialog that stays out of the page's first load. It is fetched when the browser is idle; what a person types right after the key that opens it
 * arrives in it, also when it is still on its way.
 */
export function laterDialog<P extends { opened: boolean }>(load: Load<P>): ComponentType<P> {
  const Part = lazyPart(load);
  return function LaterDialog(props: P) {
    const [wanted, setWanted] = useState(props.opened);
    if (props.opened && !wanted) setWanted(true);
    // what cannot be fetched now is asked for again when it is opened
    useEffect(() => whenIdle(() => void load().catch(() => undefined)), []);
    if (!wanted) return null;
    return (
      <Suspense fallback={props.opened ? <HeldKeys /> : null}>
        <Part {...props} />
      </Suspense>
    );
  };
}
