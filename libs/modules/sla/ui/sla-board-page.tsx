'use client';

import { Anchor, Group, SegmentedControl, Select } from '@mantine/core';
import Link from 'next/link';
import { PageHeader, useAddress } from '@kelp/ui';
import { lanes, type Lane } from '../contract';
import { ClockList, ExportClocks } from './clock-list';
import { useSlaBoard } from './board-queries';
import { useMay } from './sla-settings-queries';
import { t } from './strings';
import './sla-settings.css';

const assignees = ['me', 'nobody'] as const;

/** Open clocks by what they need now: past their due, due within the hour, standing still. */
export function SlaBoardPage() {
  const [address, change] = useAddress();
  const may = useMay();
  const lane: Lane = lanes.find((one) => one === address.get('lane')) ?? 'breached';
  const boardId = address.get('board') ?? undefined;
  const assignee = assignees.find((one) => one === address.get('assignee'));
  const narrowed = { ...(boardId ? { boardId } : {}), ...(assignee ? { assignee } : {}) };
  const board = useSlaBoard(narrowed);
  const counts = board.data?.counts;
  const filter = { ...narrowed, lane };
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('board.title')}
        meta={t('board.lead')}
        actions={
          <Group gap="sm">
            {may('sla_report.read') && (
              <Anchor component={Link} href="/msp/sla/compliance" size="sm">
                {t('report.title')}
              </Anchor>
            )}
            <ExportClocks filter={filter} name={`sla-${lane}`} />
          </Group>
        }
      />
      <Group gap="sm" mb="sm">
        <div className="kelp-sla-lanes">
          <SegmentedControl
            aria-label={t('board.lanes')}
            value={lane}
            onChange={(value) => change({ lane: value })}
            data={lanes.map((value) => ({
              value,
              label: t('board.laneCount', { lane: t(`lane.${value}`), count: counts?.[value] ?? 0 }),
            }))}
          />
        </div>
        <Select
          aria-label={t('board.board')}
          placeholder={t('board.allBoards')}
          data={(board.data?.boards ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={boardId ?? null}
          onChange={(value) => change({ board: value })}
          clearable
          w={200}
        />
        <Select
          aria-label={t('board.assignee')}
          placeholder={t('board.everybody')}
          data={assignees.map((value) => ({ value, label: t(`board.assignee.${value}`) }))}
          value={assignee ?? null}
          onChange={(value) => change({ assignee: value })}
          clearable
          w={160}
        />
      </Group>
      <ClockList
        label={t(`lane.${lane}`)}
        filter={filter}
        total={counts?.[lane]}
        empty={{ title: t(`board.empty.${lane}`) }}
      />
    </div>
  );
}
