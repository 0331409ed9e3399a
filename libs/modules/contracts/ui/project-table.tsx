'use client';

import { Button, Group, Stack, Table, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatLocalDate, formatMoney, roundHalfAway } from '@kelp/std';
import { formatMinutes, StatusBadge, toastError, toastSuccess, useFormats } from '@kelp/ui';
import {
  completeMilestone,
  removeDeposit,
  type ContractCard,
  type ContractLineCard,
  type MilestoneCard,
  type ProjectCard,
} from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

const MilestonesDialog = dynamic(() => import('./milestones-dialog').then((file) => file.MilestonesDialog));
const CompleteDialog = dynamic(() => import('./project-dialogs').then((file) => file.CompleteDialog));
const DepositDialog = dynamic(() => import('./project-dialogs').then((file) => file.DepositDialog));

interface PartProps {
  contract: ContractCard;
  project: ProjectCard;
  mayUpdate: boolean;
}

function useTexts(currency: string) {
  const { locale } = useFormats();
  return {
    money: (amount: bigint) => formatMoney(amount, currency, locale),
    date: (day: string) => formatLocalDate(day, locale, 'medium'),
  };
}

/** The invoice that holds it, as a link. */
function Holder({ invoice }: { invoice: MilestoneCard['invoice'] }) {
  if (!invoice) return null;
  return <Link href={`/msp/billing/invoices/${invoice.id}`}>{invoice.name}</Link>;
}

function Milestones({
  contract,
  project,
  mayUpdate,
  onComplete,
}: PartProps & { onComplete: (milestone: MilestoneCard) => void }) {
  const refresh = useRefreshContracts();
  const { money, date } = useTexts(contract.currency);

  async function open(milestone: MilestoneCard) {
    try {
      await call(completeMilestone, { id: milestone.id, completedOn: null });
      toastSuccess(t('milestone.opened', { name: milestone.name }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  if (project.milestones.length === 0) return <Text size="sm">{t('milestone.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={4} withRowBorders={false} aria-label={t('milestone.list')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('milestone.name')}</Table.Th>
            <Table.Th ta="end">{t('milestone.amount')}</Table.Th>
            <Table.Th>{t('milestone.state')}</Table.Th>
            <Table.Th>{t('milestone.invoice')}</Table.Th>
            {mayUpdate && <Table.Td />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {project.milestones.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {one.kind === 'percent' && <span className="kelp-muted">{one.percent} % </span>}
                {one.kind === 'rest' && <span className="kelp-muted">{t('milestone.kind.rest')} </span>}
                {money(one.amount)}
              </Table.Td>
              <Table.Td>
                {one.completedOn
                  ? t('milestone.completed', { date: date(one.completedOn), by: one.completedBy ?? '' })
                  : one.plannedOn
                    ? t('milestone.planned', { date: date(one.plannedOn) })
                    : t('milestone.isOpen')}
              </Table.Td>
              <Table.Td>
                <Holder invoice={one.invoice} />
              </Table.Td>
              {mayUpdate && (
                <Table.Td ta="end">
                  {!one.invoice && (
                    <Button
                      size="compact-xs"
                      variant={one.completedOn ? 'subtle' : 'default'}
                      color={one.completedOn ? 'gray' : undefined}
                      aria-label={t(one.completedOn ? 'milestone.openOf' : 'milestone.completeOf', { name: one.name })}
                      onClick={() => (one.completedOn ? void open(one) : onComplete(one))}
                    >
                      {t(one.completedOn ? 'milestone.open' : 'milestone.complete')}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Deposits({ contract, project, mayUpdate }: PartProps) {
  const refresh = useRefreshContracts();
  const { money, date } = useTexts(contract.currency);

  async function takeBack(id: string) {
    try {
      await call(removeDeposit, { id });
      toastSuccess(t('deposit.takenBack'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  if (project.deposits.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} withRowBorders={false} aria-label={t('deposit.list')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('deposit.dueOn')}</Table.Th>
            <Table.Th ta="end">{t('deposit.amount')}</Table.Th>
            <Table.Th ta="end">{t('deposit.deducted')}</Table.Th>
            <Table.Th>{t('milestone.invoice')}</Table.Th>
            {mayUpdate && <Table.Td />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {project.deposits.map(({ id, dueOn, amount, deducted, invoice, note }) => (
            <Table.Tr key={id} title={note || undefined}>
              <Table.Td className="kelp-num">{date(dueOn)}</Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {money(amount)}
              </Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {money(deducted)}
              </Table.Td>
              <Table.Td>
                <Holder invoice={invoice} />
              </Table.Td>
              {mayUpdate && (
                <Table.Td ta="end">
                  {!invoice && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('deposit.takeBackOf', { amount: money(amount) })}
                      onClick={() => void takeBack(id)}
                    >
                      {t('usage.takeBack')}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What is charged of the price, worked of the plan, and what no milestone has. */
function Standing({ contract, line, project }: PartProps & { line: ContractLineCard }) {
  const { money } = useTexts(contract.currency);
  const terms = line.terms.find(({ id }) => id === line.termsInForce) ?? line.terms.at(-1);
  const price = roundHalfAway(terms?.price ?? '0');
  const planned = terms?.includedMinutes ?? null;
  return (
    <Group gap="md">
      <Text size="sm" className="kelp-num">
        {t('project.charged', { charged: money(project.charged), price: money(price) })}
      </Text>
      <Text size="sm" className="kelp-num">
        {planned === null
          ? t('project.worked', { time: formatMinutes(project.workedMinutes) })
          : t('project.workedOf', {
              time: formatMinutes(project.workedMinutes),
              planned: formatMinutes(Number(planned)),
            })}
      </Text>
      {project.unallocated > 0n && (
        <StatusBadge plain tone="warning" label={t('project.unallocated', { amount: money(project.unallocated) })} />
      )}
    </Group>
  );
}

type Open = { kind: 'milestones' | 'deposit' } | { kind: 'complete'; milestone: MilestoneCard };

/** How a project stands: milestones with what they are worth, deposits, and what is charged and worked. */
export function ProjectTable(props: { contract: ContractCard; line: ContractLineCard; mayUpdate: boolean }) {
  const { contract, line, mayUpdate } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const { project } = line;
  if (!project) return null;
  const parts = { contract, project, mayUpdate };
  const close = () => setOpen(null);
  return (
    <Stack gap="xs" mt="xs">
      <Standing {...parts} line={line} />
      {project.billing === 'milestones' && (
        <Milestones {...parts} onComplete={(milestone) => setOpen({ kind: 'complete', milestone })} />
      )}
      <Deposits {...parts} />
      {mayUpdate && (
        <Group gap="xs">
          {project.billing === 'milestones' && (
            <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'milestones' })}>
              {t('milestone.edit')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'deposit' })}>
            {t('deposit.add')}
          </Button>
        </Group>
      )}
      {open?.kind === 'milestones' && <MilestonesDialog contract={contract} line={line} onClose={close} />}
      {open?.kind === 'deposit' && <DepositDialog contract={contract} line={line} onClose={close} />}
      {open?.kind === 'complete' && (
        <CompleteDialog today={contract.today} milestone={open.milestone} onClose={close} />
      )}
    </Stack>
  );
}
