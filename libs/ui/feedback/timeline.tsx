'use client';

import type { ReactNode } from 'react';
import { t } from '../i18n';
import { EmptyState } from './empty-state';
import { ExactTime } from './relative-time';

/** One field that changed; the values already written for people. */
export interface TimelineChange {
  field: string;
  before: ReactNode;
  after: ReactNode;
}

/** One line of a record's history. */
export interface TimelineEntry {
  id: string;
  at: Date;
  actor: string;
  /** what was done, without the actor: "changed the priority" */
  text: ReactNode;
  changes?: readonly TimelineChange[];
  /** by which door: "by mail", "through the API" */
  door?: string;
}

/** Who did what and when, newest first as the caller sorts it, with old and new values. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <EmptyState title={t('timeline.empty')} />;
  return (
    <ol className="kelp-timeline">
      {entries.map(({ id, at, actor, text, changes = [], door }) => (
        <li key={id}>
          <div className="kelp-timeline-line">
            <span>
              <strong>{actor}</strong> {text}
              {door && <span className="kelp-muted"> {door}</span>}
            </span>
            <span className="kelp-muted">
              <ExactTime at={at} />
            </span>
          </div>
          {changes.length > 0 && (
            <dl className="kelp-changes">
              {changes.map(({ field, before, after }) => (
                <div key={field}>
                  <dt>{field}</dt>
                  <dd>
                    <del>{before}</del>
                    <span aria-hidden="true"> → </span>
                    <ins>{after}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}
