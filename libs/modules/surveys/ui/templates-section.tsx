'use client';

import { ActionIcon, Anchor, Button, Menu, Table } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, Section, StatusBadge, toastError, toastSuccess, QueryState } from '@kelp/ui';
import { deleteSurveyTemplate, testSurveyTemplate, type SurveyLanguage, type SurveyTemplate } from '../contract';
import { t } from './strings';
import { useRefreshSurveys, useSurveyTemplates } from './survey-queries';
import { ratingLabel } from './survey-marks';
import { TemplateDialog } from './template-dialog';

async function sendTest(id: string, language: SurveyLanguage) {
  try {
    const { address } = await call(testSurveyTemplate, { id, language });
    toastSuccess(t('template.tested', { address }));
  } catch (error) {
    toastError(error);
  }
}

interface RowProps {
  row: SurveyTemplate;
  mayChange: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function Row({ row, mayChange, onEdit, onDelete }: RowProps) {
  const { id, name, kind, texts, followUpAt, isDefault, isEnabled, sent } = row;
  return (
    <Table.Tr>
      <Table.Td>
        {mayChange ? (
          <Anchor component="button" type="button" ta="start" fw={500} onClick={onEdit}>
            {name}
          </Anchor>
        ) : (
          <strong>{name}</strong>
        )}{' '}
        {isDefault && <StatusBadge plain tone="info" label={t('template.isDefault')} />}{' '}
        {!isEnabled && <StatusBadge plain tone="neutral" label={t('template.isOff')} />}
      </Table.Td>
      <Table.Td>{t(`kind.${kind}`)}</Table.Td>
      <Table.Td>{texts.de ? t('template.both') : t('language.en')}</Table.Td>
      <Table.Td>
        {followUpAt === null ? t('template.noFollowUp') : t('template.upTo', { rating: ratingLabel(kind, followUpAt) })}
      </Table.Td>
      <Table.Td ta="end" className="kelp-num">
        {sent}
      </Table.Td>
      <Table.Td ta="end">
        {mayChange && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('template.menu', { name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>{t('change')}</Menu.Item>
              <Menu.Item onClick={() => void sendTest(id, 'en')}>{t('template.test.en')}</Menu.Item>
              {texts.de && <Menu.Item onClick={() => void sendTest(id, 'de')}>{t('template.test.de')}</Menu.Item>}
              <Menu.Item color="red" onClick={onDelete}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** What may be asked. */
export function TemplatesSection({ mayChange }: { mayChange: boolean }) {
  const query = useSurveyTemplates();
  const refresh = useRefreshSurveys();
  const [edited, setEdited] = useState<SurveyTemplate | 'new' | null>(null);
  const [deleted, setDeleted] = useState<SurveyTemplate | null>(null);
  const rows = query.data?.rows ?? [];
  const create = mayChange && (
    <Button size="xs" onClick={() => setEdited('new')}>
      {t('template.new')}
    </Button>
  );
  return (
    <Section title={t('template.title')} actions={create}>
      <QueryState query={query} lines={3} />
      {query.isSuccess && rows.length === 0 && (
        <EmptyState title={t('template.empty')} text={t('template.emptyText')} />
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table aria-label={t('template.title')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('template.name')}</Table.Th>
                <Table.Th>{t('template.kind')}</Table.Th>
                <Table.Th>{t('template.language')}</Table.Th>
                <Table.Th>{t('template.followUp')}</Table.Th>
                <Table.Th ta="end">{t('template.sent')}</Table.Th>
                <Table.Th aria-label={t('template.acts')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  mayChange={mayChange}
                  onEdit={() => setEdited(row)}
                  onDelete={() => setDeleted(row)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {edited && <TemplateDialog template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {deleted && (
        <ConfirmDialog
          opened
          danger
          title={t('template.deleteTitle', { name: deleted.name })}
          confirmLabel={t('delete')}
          onConfirm={async () => {
            await call(deleteSurveyTemplate, { id: deleted.id });
            toastSuccess(t('template.deleted', { name: deleted.name }));
            await refresh();
          }}
          onClose={() => setDeleted(null)}
        >
          {t('template.deleteText')}
        </ConfirmDialog>
      )}
    </Section>
  );
}
