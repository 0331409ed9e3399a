'use client';

import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { useKeys } from '../keys/use-keys';
import { toastError } from './toasts';

/** The head of a page. */
export interface PageHeaderProps {
  title: string;
  /** lets the title be changed in place; may throw: then the old one stays */
  onRename?: (title: string) => Promise<void>;
  /** the number before the title, for instance `#1042` */
  number?: string;
  /** the list that this record belongs to */
  back?: { href: string; label: string };
  /** status, client, since when: small facts below the title */
  meta?: ReactNode;
  /** what can be done; the main action last */
  actions?: ReactNode;
  /** neighbours in the list that the person came from; also `[` and `]` */
  previousHref?: string | null;
  nextHref?: string | null;
}

function NeighbourLinks({ previousHref, nextHref }: Pick<PageHeaderProps, 'previousHref' | 'nextHref'>) {
  const router = useRouter();
  useKeys('page', {
    ...(previousHref ? { '[': { label: t('page.previous'), run: () => router.push(previousHref) } } : {}),
    ...(nextHref ? { ']': { label: t('page.next'), run: () => router.push(nextHref) } } : {}),
  });
  return (
    <>
      {previousHref && (
        <ActionIcon component={Link} href={previousHref} variant="subtle" color="gray" aria-label={t('page.previous')}>
          <IconChevronLeft size={18} />
        </ActionIcon>
      )}
      {nextHref && (
        <ActionIcon component={Link} href={nextHref} variant="subtle" color="gray" aria-label={t('page.next')}>
          <IconChevronRight size={18} />
        </ActionIcon>
      )}
    </>
  );
}

type Rename = (title: string) => Promise<void>;

function RenamableTitle({ title, onRename }: { title: string; onRename: Rename }) {
  const [text, setText] = useState<string | null>(null);
  // as it was when the person began: what somebody else writes meanwhile is then met as a clash, and not written over
  const [begun, setBegun] = useState<{ title: string; rename: Rename }>({ title, rename: onRename });
  const button = useRef<HTMLButtonElement>(null);

  function leave() {
    setText(null);
    requestAnimationFrame(() => button.current?.focus());
  }

  async function finish() {
    const next = text?.trim() ?? '';
    leave();
    if (next === '' || next === begun.title) return;
    await begun.rename(next).catch(toastError);
  }

  if (text === null) {
    return (
      <button
        ref={button}
        type="button"
        className="kelp-rename"
        onClick={() => {
          setBegun({ title, rename: onRename });
          setText(title);
        }}
        aria-label={t('page.rename', { title })}
      >
        {title}
      </button>
    );
  }
  return (
    <input
      className="kelp-rename-field"
      aria-label={t('page.title')}
      value={text}
      maxLength={300}
      autoFocus
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void finish()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
    />
  );
}

/** Title, the facts that matter, and what can be done here. */
export function PageHeader(props: PageHeaderProps) {
  const { title, onRename, number, back, meta, actions, previousHref, nextHref } = props;
  return (
    <header className="kelp-page-head">
      <div className="kelp-page-head-words">
        {back && (
          <Link className="kelp-page-back" href={back.href}>
            <IconChevronLeft size={14} aria-hidden="true" />
            {back.label}
          </Link>
        )}
        <h1>
          {number && <span className="kelp-page-number">{number}</span>}{' '}
          {onRename ? <RenamableTitle title={title} onRename={onRename} /> : title}
        </h1>
        {meta && <div className="kelp-page-meta">{meta}</div>}
      </div>
      <div className="kelp-page-actions">
        {(previousHref || nextHref) && <NeighbourLinks {...{ previousHref, nextHref }} />}
        {actions}
      </div>
    </header>
  );
}
