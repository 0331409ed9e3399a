'use client';

import { ActionIcon, Code, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { copyText, Section, toastError, toastSuccess } from '@kelp/ui';
import { t } from '../strings';
import type { Domain } from './domain-state';

function Copied({ label, value }: { label: string; value: string }) {
  const copy = () => void copyText(value).then(() => toastSuccess(t('domain.copied')), toastError);
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Code className="kelp-domain-value">{value}</Code>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={copy}>
          <IconCopy size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** What has to stand in the DNS: the proof, and the way here. */
export function DomainRecords({ domain, target }: { domain: Domain; target: string }) {
  const { host, record } = domain;
  const rows = [
    { kind: 'TXT', name: record.name, value: record.value, why: t('domain.record.proof') },
    { kind: 'CNAME', name: host, value: target, why: t('domain.record.way') },
  ];
  return (
    <Section title={t('domain.records')}>
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label={t('domain.records')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('domain.record.kind')}</Table.Th>
              <Table.Th>{t('domain.record.name')}</Table.Th>
              <Table.Th>{t('domain.record.value')}</Table.Th>
              <Table.Th>{t('domain.record.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ kind, name, value, why }) => (
              <Table.Tr key={kind}>
                <Table.Td>{kind}</Table.Td>
                <Table.Td>
                  <Copied label={t('domain.copyName', { kind })} value={name} />
                </Table.Td>
                <Table.Td>
                  <Copied label={t('domain.copyValue', { kind })} value={value} />
                </Table.Td>
                <Table.Td>{why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text c="dimmed" size="sm" mt="xs">
        {t('domain.certificate')}
      </Text>
    </Section>
  );
}
