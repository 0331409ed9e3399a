'use client';

import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { toastError } from '@kelp/ui';
import { assignPolicy, unassignPolicy, type Policy, type PolicySubject } from '../../contract';
import { useMay } from '../people-queries';
import { t } from '../strings';
import { useProof } from '../use-proof';
import { kindChoices, useRefreshPolicies, useSubjects } from './policy-queries';

/** Whom a pack narrows: roles, teams, people and API keys. */
export function Assignments({ policy }: { policy: Policy }) {
  const may = useMay();
  const refresh = useRefreshPolicies();
  const { withProof, proofDialog } = useProof();
  const [kind, setKind] = useState<PolicySubject>('role');
  const [chosen, setChosen] = useState<string | null>(null);
  const subjects = useSubjects(kind);
  const { id, assignments } = policy;
  const mayAssign = may('policy.assign');

  async function change(contract: typeof assignPolicy | typeof unassignPolicy, of: PolicySubject, subjectId: string) {
    try {
      await withProof(() => call(contract, { id, kind: of, subjectId }));
      setChosen(null);
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <section aria-labelledby="kelp-policy-for" className="kelp-policy-section">
      <h2 id="kelp-policy-for">{t('policies.for')}</h2>
      {assignments.length === 0 && <p>{t('policies.forNobody')}</p>}
      <ul className="kelp-policies">
        {assignments.map((one) => (
          <li key={one.id}>
            <Group justify="space-between" gap="sm">
              <span>
                <strong>{one.name}</strong> · {t(`policies.kind.${one.kind}`)}
              </span>
              {mayAssign && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('policies.takeFrom', { name: one.name })}
                  onClick={() => void change(unassignPolicy, one.kind, one.subjectId)}
                >
                  {t('policies.take')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {mayAssign && (
        <Group gap="sm" align="end" mt="sm">
          <Select
            label={t('policies.kind')}
            data={kindChoices}
            allowDeselect={false}
            value={kind}
            w={140}
            onChange={(value) => {
              const next = kindChoices.find((one) => one.value === value);
              if (next) setKind(next.value);
              setChosen(null);
            }}
          />
          <Select
            label={t('policies.whom')}
            placeholder={t('policies.chooseWhom')}
            data={subjects.map((one) => ({ value: one.id, label: one.name }))}
            searchable
            value={chosen}
            onChange={setChosen}
            className="kelp-policy-choice"
          />
          <Button
            variant="default"
            disabled={!chosen}
            onClick={() => chosen && void change(assignPolicy, kind, chosen)}
          >
            {t('policies.give')}
          </Button>
        </Group>
      )}
      {proofDialog}
    </section>
  );
}
