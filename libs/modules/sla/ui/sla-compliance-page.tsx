'use client';

import { Anchor, Group, SegmentedControl, Select, Table } from '@mantine/core';
import { ErrorState, PageHeader, PageLoading, Section, useAddress, useFormats } from '@kelp/ui';
import { formatInstant, recentPeriod, recentPeriods, toCsv } from '@kelp/std';
import { Button } from '@mantine/core';
import { outcomes, reportDimensions, type Outcome, type SlaFigures } from '../contract';
import { useSlaCompliance, type ClockFilter } from './board-queries';
import { ClockList, ExportClocks, saveFile } from './clock-list';
import { percentMet } from './compliance-period';
import { t } from './strings';

type Change = (changes: Record<string, string | null>) => void;

interface FigureRowProps {
  name: string;
  figures: SlaFigures;
  /** What the address must say so that exactly these rows are listed. */
  address: Record<string, string | null>;
  onOpen: Change;
}

/** A line of the report; every number opens the rows behind it. */
function FigureRow({ name, figures, address, onOpen }: FigureRowProps) {
  const share = percentMet(figures);
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td className="kelp-num" ta="end">
        {share === null ? '–' : `${share} %`}
      </Table.Td>
      {outcomes.map((outcome) => (
        <Table.Td key={outcome} className="kelp-num" ta="end">
          {figures[outcome] === 0 ? (
            0
          ) : (
            <Anchor
              component="button"
              onClick={() => onOpen({ ...address, show: outcome })}
              aria-label={t('report.open', { count: figures[outcome], outcome: t(`outcome.${outcome}`), name })}
            >
              {figures[outcome]}
            </Anchor>
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Figures({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label={label} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{label}</Table.Th>
            <Table.Th ta="end">{t('report.share')}</Table.Th>
            {outcomes.map((outcome) => (
              <Table.Th key={outcome} ta="end">
                {t(`outcome.${outcome}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const noRows = { group: null, from: null, until: null, show: null };

/** Met and missed promises of a period by policy, client, board or priority, and week by week. */
export function SlaCompliancePage() {
  const [address, change] = useAddress();
  const { locale, timeZone } = useFormats();
  const by = reportDimensions.find((one) => one === address.get('by')) ?? 'policy';
  const period = recentPeriods.find((one) => one === address.get('period')) ?? 'quarter';
  const { from, until } = recentPeriod(period);
  const query = useSlaCompliance({ by, from, until });
  const show = outcomes.find((one) => one === address.get('show'));
  const day = (at: Date) => formatInstant(at, timeZone, locale, 'date');
  const group = address.get('group');
  const rowsFilter = show ? filterOf({ by, group, outcome: show, from, until }, address) : null;
  const data = query.data;
  const saveReport = () =>
    saveFile(
      `sla-compliance-by-${by}.csv`,
      toCsv(data?.groups ?? [], [
        { header: t(`report.by.${by}`), value: (row) => row.name },
        ...outcomes.map((outcome) => ({ header: outcome, value: (row: SlaFigures) => row[outcome] })),
      ]),
    );
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('report.title')}
        back={{ href: '/msp/sla', label: t('board.title') }}
        meta={`${day(from)} – ${day(until)}`}
        actions={
          <Button size="xs" variant="default" onClick={saveReport} disabled={!data}>
            {t('board.csv')}
          </Button>
        }
      />
      <Group gap="sm" mb="sm">
        <Select
          aria-label={t('report.period')}
          data={recentPeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
          value={period}
          onChange={(value) => change({ ...noRows, period: value })}
          allowDeselect={false}
          w={180}
        />
        <SegmentedControl
          aria-label={t('report.by')}
          value={by}
          onChange={(value) => change({ ...noRows, by: value })}
          data={reportDimensions.map((value) => ({ value, label: t(`report.by.${value}`) }))}
        />
      </Group>
      {query.isPending && <PageLoading />}
      {query.isError && !data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {data && (
        <>
          <Figures label={t(`report.by.${by}`)}>
            <FigureRow name={t('report.total')} figures={data.total} address={noRows} onOpen={change} />
            {data.groups.map((row) => (
              <FigureRow
                key={row.id ?? 'none'}
                name={row.name || t('report.noClient')}
                figures={row}
                address={{ ...noRows, group: row.id ?? 'none' }}
                onOpen={change}
              />
            ))}
          </Figures>
          <Figures label={t('report.week')}>
            {data.weeks.map((week) => (
              <FigureRow
                key={week.from.toISOString()}
                name={day(week.from)}
                figures={week}
                address={{ ...noRows, from: week.from.toISOString(), until: week.until.toISOString() }}
                onOpen={change}
              />
            ))}
          </Figures>
        </>
      )}
      {rowsFilter && show && (
        <Section title={t(`outcome.${show}`)} actions={<ExportClocks filter={rowsFilter} name={`sla-${show}`} />}>
          <ClockList
            label={t(`outcome.${show}`)}
            filter={rowsFilter}
            isLive={false}
            empty={{ title: t('report.empty') }}
          />
        </Section>
      )}
    </div>
  );
}

interface Chosen {
  by: (typeof reportDimensions)[number];
  group: string | null;
  outcome: Outcome;
  from: Date;
  until: Date;
}

/** The rows that the address names: those of a group, of a week, or of the whole period. */
function filterOf({ by, group, outcome, from, until }: Chosen, address: URLSearchParams): ClockFilter {
  const instant = (name: string, usual: Date) => {
    const read = new Date(address.get(name) ?? '');
    return Number.isNaN(read.getTime()) ? usual : read;
  };
  const key = ({ policy: 'policyId', client: 'clientId', board: 'boardId', priority: 'priorityId' } as const)[by];
  return {
    outcome,
    from: instant('from', from),
    until: instant('until', until),
    ...(group ? { [key]: group } : {}),
  };
}
