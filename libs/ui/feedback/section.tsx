'use client';

import { useId, type ReactNode } from 'react';

/** A part of a page. */
export interface SectionProps {
  title: string;
  /** small things beside the heading: a count, a button */
  actions?: ReactNode;
  children: ReactNode;
}

/** A heading with a hairline and what belongs to it; no box around it. */
export function Section({ title, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className="kelp-section" aria-labelledby={id}>
      <header className="kelp-section-head">
        <h2 id={id}>{title}</h2>
        {actions && <div className="kelp-section-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
