'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { t } from './strings';
import { hrefOfView, useSavedViews, useViewCounts } from './view-queries';
import './queue.css';

/** The pinned views below the destinations of the rail, each with what it holds now. */
export function PinnedViews() {
  const pinned = (useSavedViews().data?.rows ?? []).filter(({ isPinned }) => isPinned);
  const counts = useViewCounts(pinned.map(({ id }) => id));
  const active = useSearchParams().get('view');
  if (pinned.length === 0) return null;
  return (
    <nav className="kelp-pinned" aria-label={t('views.pinned')}>
      {pinned.map((view) => {
        const counted = counts.get(view.id);
        const shown = counted ? `${counted.count}${counted.isCapped ? '+' : ''}` : '';
        return (
          <Link
            key={view.id}
            href={hrefOfView(view)}
            className="kelp-nav-item"
            aria-current={active === view.id ? 'page' : undefined}
            title={view.name}
          >
            <span className="kelp-nav-label">{view.name}</span>
            <span className="kelp-pinned-count kelp-num">{shown}</span>
          </Link>
        );
      })}
    </nav>
  );
}
