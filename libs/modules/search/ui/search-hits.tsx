'use client';

import Link from 'next/link';
import type { KeyboardEvent } from 'react';
import { Marked } from '@kelp/ui';
import type { SearchHit } from '../contract';
import { t } from './strings';

const selector = 'a[data-hit]';

/** Moves the focus to the next or the former result; to the first when none has it. */
export function moveToHit(step: 1 | -1): void {
  const hits = [...document.querySelectorAll<HTMLElement>(selector)];
  const at = hits.findIndex((hit) => hit === document.activeElement);
  const next = at < 0 ? hits[0] : hits[Math.min(Math.max(at + step, 0), hits.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Arrow keys walk from the field through the results. */
export function walkHits(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  if (step === null) return;
  event.preventDefault();
  moveToHit(step);
}

function Hit({ hit }: { hit: SearchHit }) {
  const { number, title, subtitle, snippet, foundIn, isClosed, url } = hit;
  return (
    <li>
      <Link href={url} data-hit="" className="kelp-hit">
        <span className="kelp-hit-title">
          {number && <span className="kelp-num kelp-muted">{number}</span>}
          <span>
            <Marked parts={title} />
          </span>
        </span>
        <span className="kelp-muted kelp-hit-line">
          {subtitle}
          {isClosed && ` · ${t('closed')}`}
        </span>
        {snippet && (
          <span className="kelp-hit-line">
            {foundIn && <span className="kelp-muted">{t(`hit.${foundIn}`)}: </span>}
            <Marked parts={snippet} />
          </span>
        )}
      </Link>
    </li>
  );
}

/** Results of one kind as links, each with what tells it apart and the words around the hit. */
export function SearchHits({ hits }: { hits: readonly SearchHit[] }) {
  return (
    <ul className="kelp-hits" onKeyDown={walkHits}>
      {hits.map((hit) => (
        <Hit key={`${hit.type} ${hit.id}`} hit={hit} />
      ))}
    </ul>
  );
}
