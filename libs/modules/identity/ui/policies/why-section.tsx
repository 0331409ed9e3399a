'use client';

import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, StatusBadge, useSearchSelect } from '@kelp/ui';
import { explainPolicy } from '../../contract';
import { useColleagues } from '../people-queries';
import { t } from '../strings';
import { useChoices } from './policy-queries';

type Noun = 'ticket' | 'client';

/** Why a colleague can or can't see a ticket or a client: one sentence a role and a rule. */
export function WhySection() {
  const people = useColleagues().data?.rows ?? [];
  const [userId, setUserId] = useState<string | null>(null);
  const [noun, setNoun] = useState<Noun>('ticket');
  const [record, setRecord] = useState<{ id: string; name: string } | null>(null);
  const { asked, props: choices, clear } = useSearchSelect(record);
  const { data, isPlaceholderData } = useChoices(noun, asked);
  return (
    <section aria-labelledby="kelp-why" className="kelp-policy-section">
      <h2 id="kelp-why">{t('policies.why')}</h2>
      <Group gap="md" align="end">
        <Select
          label={t('policies.whyPerson')}
          placeholder={t('policies.choosePerson')}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          value={userId}
          onChange={setUserId}
          className="kelp-policy-choice"
        />
        <SegmentedControl
          aria-label={t('policies.whyWhat')}
          data={[
            { value: 'ticket', label: t('policies.noun.ticket') },
            { value: 'client', label: t('policies.noun.client') },
          ]}
          value={noun}
          onChange={(value) => {
            setNoun(value === 'client' ? 'client' : 'ticket');
            setRecord(null);
            clear();
          }}
        />
        <Select
          label={t(noun === 'ticket' ? 'policies.whyTicket' : 'policies.whyClient')}
          placeholder={t('policies.whyWords')}
          {...choices({ found: data?.rows, isLate: isPlaceholderData, onChange: setRecord })}
          nothingFoundMessage={t('policies.whyNothing')}
          className="kelp-policy-choice"
        />
      </Group>
      {userId && record && <Answer userId={userId} noun={noun} recordId={record.id} />}
    </section>
  );
}

function Answer(input: { userId: string; noun: Noun; recordId: string }) {
  const query = useQuery({
    queryKey: [explainPolicy.name, input],
    queryFn: ({ signal }) => call(explainPolicy, input, { signal }),
    meta: { topics: ['policy', 'role', 'user', 'team', 'ticket', 'client'] },
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { sees, person, record, lines } = query.data;
  return (
    <div role="status">
      <Text fw={600} mt="sm">
        {t(sees ? 'policies.sees' : 'policies.seesNot', { person, record })}
      </Text>
      <ul className="kelp-policies">
        {lines.map(({ source, sentence, lets }, index) => (
          <li key={`${index} ${sentence}`}>
            <StatusBadge
              plain
              tone={lets ? 'success' : 'danger'}
              label={t(lets ? 'policies.lets' : 'policies.hides')}
            />{' '}
            <strong>{source}</strong>: {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
