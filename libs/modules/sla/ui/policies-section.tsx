'use client';

import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, Section, toastSuccess, QueryState } from '@kelp/ui';
import { deleteSlaPolicy, updateSlaPolicy } from '../contract';
import { AssignmentsDialog } from './assignments-dialog';
import { ItilButton } from './itil-button';
import { PolicyDialog } from './policy-dialog';
import { useMay, usePolicies, useRefreshSla, type PolicyRow } from './sla-settings-queries';
import { t } from './strings';

type Step = { kind: 'edit' | 'assign' | 'default' | 'delete'; policy: PolicyRow } | { kind: 'new' };

function usedBy({ isDefault, clientCount, boardCount }: PolicyRow): string {
  const parts = [
    ...(clientCount > 0 ? [t('policy.clientCount', { count: clientCount })] : []),
    ...(boardCount > 0 ? [t('policy.boardCount', { count: boardCount })] : []),
  ];
  if (isDefault) parts.push(t('policy.everybodyElse'));
  return parts.length > 0 ? t('policy.holdsFor', { whom: parts.join(', ') }) : t('policy.unused');
}

function PolicyItem({ policy, onStep }: { policy: PolicyRow; onStep: (step: Step) => void }) {
  const may = useMay();
  const { name, isDefault, calendarName } = policy;
  const button = (kind: 'edit' | 'assign' | 'default' | 'delete') => (
    <Button
      size="xs"
      variant="default"
      aria-label={t(`policy.${kind}Label`, { name })}
      onClick={() => onStep({ kind, policy })}
    >
      {t(`policy.${kind}`)}
    </Button>
  );
  return (
    <li>
      <div className="kelp-sla-words">
        <Group gap="xs">
          <strong>{name}</strong>
          {isDefault && <Badge>{t('policy.isDefault')}</Badge>}
        </Group>
        <p>
          {t('policy.hours', { calendar: calendarName })} {usedBy(policy)}
        </p>
      </div>
      <Group gap="xs">
        {may('sla_policy.update') && !isDefault && button('default')}
        {may('sla_policy.update') && button('assign')}
        {may('sla_policy.delete') && !isDefault && button('delete')}
        {button('edit')}
      </Group>
    </li>
  );
}

/** Questions before a policy becomes the default or goes away. */
function PolicyQuestions({ step, onClose }: { step: Step; onClose: () => void }) {
  const refresh = useRefreshSla();
  if (step.kind !== 'default' && step.kind !== 'delete') return null;
  const { kind, policy } = step;
  const { id, name, version } = policy;

  async function confirm() {
    if (kind === 'default') await call(updateSlaPolicy, { id, version, isDefault: true });
    else await call(deleteSlaPolicy, { id });
    toastSuccess(t(`policy.${kind}.done`, { name }));
    await refresh();
  }

  return (
    <ConfirmDialog
      opened
      danger={kind === 'delete'}
      title={t(`policy.${kind}.title`, { name })}
      confirmLabel={t(`policy.${kind}`)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`policy.${kind}.text`, { name })}</p>
    </ConfirmDialog>
  );
}

/** The policies, the default first, with what can be done to each. */
export function PoliciesSection() {
  const may = useMay();
  const query = usePolicies();
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const rows = query.data?.rows ?? [];
  return (
    <Section
      title={t('policy.title')}
      actions={
        may('sla_policy.create') && (
          <Group gap="xs">
            <ItilButton />
            <Button size="xs" onClick={() => setStep({ kind: 'new' })}>
              {t('policy.new')}
            </Button>
          </Group>
        )
      }
    >
      <QueryState query={query} lines={3} />
      {query.data && rows.length === 0 && <EmptyState title={t('policy.empty')} text={t('policy.emptyText')} />}
      <ul className="kelp-sla-list">
        {rows.map((policy) => (
          <PolicyItem key={policy.id} policy={policy} onStep={setStep} />
        ))}
      </ul>
      {step?.kind === 'new' && <PolicyDialog id={null} onClose={close} />}
      {step?.kind === 'edit' && <PolicyDialog id={step.policy.id} onClose={close} />}
      {step?.kind === 'assign' && <AssignmentsDialog id={step.policy.id} name={step.policy.name} onClose={close} />}
      {step && <PolicyQuestions step={step} onClose={close} />}
    </Section>
  );
}
