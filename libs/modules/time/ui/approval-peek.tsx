'use client';

import { formatInstant } from '@kelp/std';
import { Facts, formatMinutes, useFormats, type Fact } from '@kelp/ui';
import type { ApprovalRow } from '../contract';
import { workDateText } from './read-time';
import { t } from './strings';

/** Everything about one entry that an approver may want to know. */
export function ApprovalPeek({ row }: { row: ApprovalRow }) {
  const { locale } = useFormats();
  const clock = (at: Date) => formatInstant(at, row.zone, locale, 'time');
  const facts: Fact[] = [
    { key: 'person', label: t('column.person'), value: row.person.name },
    {
      key: 'when',
      label: t('peek.when'),
      value: `${workDateText(row.workDate, locale)}, ${clock(row.startedAt)} – ${clock(row.endedAt)}`,
    },
    { key: 'worked', label: t('column.worked'), value: formatMinutes(row.minutes) },
    { key: 'billable', label: t('column.billable'), value: formatMinutes(row.billableMinutes) },
    { key: 'service', label: t('column.service'), value: row.service.name },
    { key: 'client', label: t('column.client'), value: row.client?.name ?? '–' },
    { key: 'line', label: t('peek.paidBy'), value: row.lineReason || '–' },
    { key: 'notes', label: t('peek.notes'), value: row.notes || (row.commentId ? t('peek.withReply') : '–') },
    ...(row.loggedBy ? [{ key: 'by', label: t('peek.loggedBy'), value: row.loggedBy.name }] : []),
  ];
  return <Facts facts={facts} />;
}
