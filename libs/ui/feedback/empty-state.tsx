'use client';

import type { ReactNode } from 'react';

/** Nothing is here, why that is, and what to do about it. */
export interface EmptyStateProps {
  title: string;
  text?: ReactNode;
  /** the next step, usually one button */
  action?: ReactNode;
  icon?: ReactNode;
}

/** Stands where rows would be. */
export function EmptyState({ title, text, action, icon }: EmptyStateProps) {
  return (
    <div className="kelp-state">
      {icon && <div className="kelp-state-icon">{icon}</div>}
      <p className="kelp-state-title">{title}</p>
      {text && <p className="kelp-state-text">{text}</p>}
      {action && <div className="kelp-state-action">{action}</div>}
    </div>
  );
}
