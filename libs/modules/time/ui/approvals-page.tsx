'use client';

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { PageLoading } from '@kelp/ui';
import { MissingSheets } from './missing-sheets';
import { useSheetsForApproval } from './sheet-queries';
import { SheetsApproval } from './sheets-approval';
import { t } from './strings';
import { TimeApprovalPage } from './time-approval-page';

const kinds = ['sheets', 'entries', 'missing'] as const;
type Kind = (typeof kinds)[number];

/** What waits for the reader's approval, by sheet or entry by entry, and what was not handed in. Sheets first when any waits. */
export function ApprovalsPage() {
  const sheets = useSheetsForApproval();
  const [chosen, setChosen] = useState<Kind | null>(null);
  // decided once: a list does not change under the reader's hands because its last sheet was approved
  const [first, setFirst] = useState<Kind | null>(null);
  if (first === null && !sheets.isPending) setFirst((sheets.data?.rows.length ?? 0) > 0 ? 'sheets' : 'entries');
  const kind = chosen ?? first;
  if (!kind) return <PageLoading />;
  const views = (
    <SegmentedControl
      size="xs"
      aria-label={t('views.label')}
      value={kind}
      onChange={(value) => setChosen(kinds.find((one) => one === value) ?? null)}
      data={kinds.map((value) => ({ value, label: t(`views.${value}`) }))}
    />
  );
  if (kind === 'sheets') return <SheetsApproval views={views} />;
  return kind === 'entries' ? <TimeApprovalPage views={views} /> : <MissingSheets views={views} />;
}
