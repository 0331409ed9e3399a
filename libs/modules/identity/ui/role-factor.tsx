'use client';

import { Group, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ExactTime, FormDialog } from '@kelp/ui';
import { requireFactor } from '../contract';
import { useMay, useRefreshPeople, type Role } from './people-queries';
import { t } from './strings';
import { useProof } from './use-proof';

/** Whether the people of a role must have a second factor: a switch that asks before it turns. */
export function RoleFactor({ role }: { role: Role }) {
  const may = useMay();
  const refresh = useRefreshPeople();
  const { withProof, proofDialog } = useProof();
  const [isAsking, setAsking] = useState(false);
  const [graceDays, setGrace] = useState<number | string>(7);
  const isOn = role.secondFactorFrom !== null;

  async function submit() {
    await withProof(() => call(requireFactor, { id: role.id, isRequired: !isOn, graceDays: Number(graceDays) }));
    await refresh();
  }

  return (
    <Group gap="sm" mb="sm">
      <Switch
        size="xs"
        label={t('role.factor')}
        checked={isOn}
        disabled={!may('role.update')}
        onChange={() => setAsking(true)}
      />
      {role.secondFactorFrom && (
        <span className="kelp-muted">
          {t('role.factor.from')} <ExactTime at={role.secondFactorFrom} />
        </span>
      )}
      {isAsking && (
        <FormDialog
          title={t(isOn ? 'role.factor.offTitle' : 'role.factor.title', { name: role.name })}
          submitLabel={t(isOn ? 'role.factor.off' : 'role.factor.on')}
          onSubmit={submit}
          onClose={() => setAsking(false)}
        >
          {isOn ? (
            <p>{t('role.factor.offText')}</p>
          ) : (
            <NumberInput
              label={t('role.factor.days')}
              description={t('role.factor.daysHint')}
              min={0}
              max={90}
              allowDecimal={false}
              data-autofocus
              value={graceDays}
              onChange={setGrace}
            />
          )}
        </FormDialog>
      )}
      {proofDialog}
    </Group>
  );
}
