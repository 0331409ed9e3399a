'use client';

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAt,
  IconCheckbox,
  IconCircle,
  IconClockCheck,
  IconFileCheck,
  IconClockPause,
  IconDots,
  IconFolder,
  IconMoodSad,
  IconTicket,
} from '@tabler/icons-react';
import Link from 'next/link';
import type { DragEvent, ReactNode } from 'react';
import { formatInstant, formatLocalDate } from '@kelp/std';
import { formatRelative, PriorityMark, StatusBadge, useFormats, useNow, type PriorityLevel, type Tone } from '@kelp/ui';
import type { WorkRow as Work, WorkReason } from '../contract';
import { keyOf } from '../domain/arrange';
import { t } from './strings';

const tones: Record<WorkReason, Tone> = {
  breached: 'danger',
  overdue: 'danger',
  soon: 'warning',
  us: 'info',
  today: 'info',
  hands: 'neutral',
  client: 'waiting',
};
const kinds: Record<string, { icon: typeof IconTicket; label: () => string }> = {
  ticket: { icon: IconTicket, label: () => t('kind.ticket') },
  mention: { icon: IconAt, label: () => t('kind.mention') },
  time_approval: { icon: IconClockCheck, label: () => t('kind.time_approval') },
  time_change: { icon: IconClockPause, label: () => t('kind.time_change') },
  invoice_approval: { icon: IconFileCheck, label: () => t('kind.invoice_approval') },
  survey_follow_up: { icon: IconMoodSad, label: () => t('kind.survey_follow_up') },
  to_do: { icon: IconCheckbox, label: () => t('kind.to_do') },
};

export const nameOf = ({ number, title }: Pick<Work, 'number' | 'title'>) => `${number ?? ''} ${title}`.trim();
export const rowDomId = (key: string) => `work-${key.replace(' ', '-')}`;

/** When it is due, in words; nothing when it is not. */
export function useDueWords({ dueAt, dueOn }: Pick<Work, 'dueAt' | 'dueOn'>): { short: string; full: string } | null {
  const { locale, timeZone } = useFormats();
  const now = useNow();
  if (dueAt) {
    const full = formatInstant(dueAt, timeZone, locale, 'full');
    return {
      short: (now && formatRelative(dueAt, now, locale)) ?? formatInstant(dueAt, timeZone, locale, 'date'),
      full,
    };
  }
  return dueOn
    ? { short: formatLocalDate(dueOn, locale, 'medium'), full: formatLocalDate(dueOn, locale, 'full') }
    : null;
}

/** One act of a row, by menu or key. */
export interface RowAct {
  key: string;
  label: string;
  run: () => void;
}

export interface WorkRowProps {
  row: Work;
  isActive: boolean;
  isSelected: boolean;
  /** Where a dragged row would land: above this one. */
  isTarget: boolean;
  /** Own lists only: rows can be chosen, moved and finished. */
  isOwn: boolean;
  acts: readonly RowAct[];
  onPick: (what: 'status' | 'priority') => void;
  onFinish: () => void;
  onFocus: () => void;
  onToggle: () => void;
  onOpen: () => void;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

function Title({ row }: { row: Work }) {
  const words = (
    <>
      {row.number && <span className="kelp-num kelp-muted">{row.number}</span>} {row.title}
    </>
  );
  if (!row.href) return <span className="kelp-work-title">{words}</span>;
  return (
    <Link href={row.href} className="kelp-work-title" tabIndex={-1} draggable={false}>
      {words}
    </Link>
  );
}

function Fact({
  label,
  can,
  onClick,
  children,
}: {
  label: string;
  can: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  if (!can) return children;
  return (
    <button type="button" tabIndex={-1} className="kelp-cell-edit" title={label} onClick={onClick}>
      {children}
    </button>
  );
}

function More({ row, acts }: { row: Work; acts: readonly RowAct[] }) {
  if (acts.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('row.more', { row: nameOf(row) })} tabIndex={-1}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ key, label, run }) => (
          <Menu.Item key={key} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Lead({ row, isOwn, isSelected, onToggle, onFinish }: WorkRowProps) {
  const kind = kinds[row.kind] ?? { icon: IconFolder, label: () => t('kind.other') };
  const mayFinish = isOwn && row.acts.includes('finish');
  return (
    <div role="gridcell" className="kelp-work-lead">
      {isOwn && (
        <label>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            onChange={onToggle}
            aria-label={t('row.select', { row: nameOf(row) })}
          />
        </label>
      )}
      {mayFinish ? (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          tabIndex={-1}
          aria-label={t('row.done', { row: nameOf(row) })}
          title={`${kind.label()}: ${t('key.done')}`}
          onClick={onFinish}
        >
          <IconCircle size={17} />
        </ActionIcon>
      ) : (
        <span className="kelp-work-kind" title={kind.label()}>
          <kind.icon size={16} aria-hidden="true" />
        </span>
      )}
      <span className="kelp-hidden">{kind.label()}</span>
    </div>
  );
}

/** One thing to do. The whole row is the target; controls inside keep their own meaning. */
export function WorkRow(props: WorkRowProps) {
  const { row, isActive, isSelected, isTarget, isOwn, acts, onPick } = props;
  const due = useDueWords(row);
  const kind = kinds[row.kind];
  const detail = [row.kind === 'ticket' ? null : kind?.label(), row.note, row.client?.name].filter(Boolean).join(' · ');
  return (
    <div
      role="row"
      id={rowDomId(keyOf(row))}
      className="kelp-work-row"
      tabIndex={isActive ? 0 : -1}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-target={isTarget || undefined}
      draggable={isOwn}
      onFocus={props.onFocus}
      onDragStart={props.onDragStart}
      onDragOver={props.onDragOver}
      onDrop={props.onDrop}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a, button, input, label')) return;
        if (isOwn && (event.ctrlKey || event.metaKey)) props.onToggle();
        else props.onOpen();
      }}
    >
      <Lead {...props} />
      <div role="gridcell" className="kelp-work-words">
        <Title row={row} />
        {detail && <span className="kelp-work-detail kelp-muted">{detail}</span>}
      </div>
      <div role="gridcell" className="kelp-work-reason">
        <StatusBadge tone={tones[row.reason]} label={t(`reason.${row.reason}`)} plain />
        {due && (
          <time className="kelp-num kelp-muted" title={due.full}>
            {due.short}
          </time>
        )}
      </div>
      <div role="gridcell" className="kelp-work-status">
        {row.status && (
          <Fact label={t('key.status')} can={row.acts.includes('status')} onClick={() => onPick('status')}>
            <StatusBadge tone={row.status.tone} label={row.status.name} plain />
          </Fact>
        )}
      </div>
      <div role="gridcell" className="kelp-work-priority">
        {row.priority && (
          <Fact label={t('key.priority')} can={row.acts.includes('priority')} onClick={() => onPick('priority')}>
            <PriorityMark level={row.priority.level as PriorityLevel} label={row.priority.name} />
          </Fact>
        )}
      </div>
      <div role="gridcell" className="kelp-work-more">
        <More row={row} acts={acts} />
      </div>
    </div>
  );
}
