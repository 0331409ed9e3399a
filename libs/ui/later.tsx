'use client';

import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';

type Load<P> = () => Promise<ComponentType<P>>;

/** A part of the screen that stays out of the page's first load: it is fetched when it is first shown. */
export function later<P extends object>(load: Load<P>): ComponentType<P> {
  const Part = lazy(() => load().then((part) => ({ default: part })));
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

/**
 * A dialog that stays out of the page's first load. It is fetched when the browser is idle, so that what a person types right after the key that
 * opens it arrives in it.
 */
export function laterDialog<P extends { opened: boolean }>(load: Load<P>): ComponentType<P> {
  const Part = later(load);
  return function LaterDialog(props: P) {
    const [wanted, setWanted] = useState(props.opened);
    if (props.opened && !wanted) setWanted(true);
    // what cannot be fetched now is asked for again when it is opened
    useEffect(() => whenIdle(() => void load().catch(() => undefined)), []);
    return wanted ? <Part {...props} /> : null;
  };
}
