'use client';

import { Menu, Table } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { deleteSurveyTemplate, testSurveyTemplate, type SurveyLanguage, type SurveyTemplate } from '../contract';
import { RecordMenu, RecordName, RecordsSection, type RecordActs } from './records-section';
import { t } from './strings';
import { useSurveyTemplates } from './survey-queries';
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

function Row({ row, ...acts }: { row: SurveyTemplate } & RecordActs) {
  const { id, name, kind, texts, followUpAt, isDefault, isEnabled, sent } = row;
  return (
    <Table.Tr>
      <Table.Td>
        <RecordName name={name} {...acts} />{' '}
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
      <RecordMenu label={t('template.menu', { name })} {...acts}>
        <Menu.Item onClick={() => void sendTest(id, 'en')}>{t('template.test.en')}</Menu.Item>
        {texts.de && <Menu.Item onClick={() => void sendTest(id, 'de')}>{t('template.test.de')}</Menu.Item>}
      </RecordMenu>
    </Table.Tr>
  );
}

/** What may be asked. */
export function TemplatesSection({ mayChange }: { mayChange: boolean }) {
  return (
    <RecordsSection
      noun="template"
      mayChange={mayChange}
      query={useSurveyTemplates()}
      heads={
        <>
          <Table.Th>{t('template.name')}</Table.Th>
          <Table.Th>{t('template.kind')}</Table.Th>
          <Table.Th>{t('template.language')}</Table.Th>
          <Table.Th>{t('template.followUp')}</Table.Th>
          <Table.Th ta="end">{t('template.sent')}</Table.Th>
        </>
      }
      row={(row, acts) => <Row row={row} {...acts} />}
      dialog={(template, onClose) => <TemplateDialog template={template} onClose={onClose} />}
      remove={(id) => call(deleteSurveyTemplate, { id })}
    />
  );
}
