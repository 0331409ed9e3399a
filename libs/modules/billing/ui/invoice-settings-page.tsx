'use client';

import { Badge, Button, ColorSwatch, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  errorSentence,
  ErrorState,
  PageHeader,
  PageLoading,
  Section,
  toastError,
  toastSuccess,
  useReady,
} from '@kelp/ui';
import {
  assignInvoiceTemplate,
  getBillingSettings,
  invoiceTemplateCard,
  listInvoiceTemplates,
  updateBillingSettings,
} from '../contract';
import { useMay } from './billing-queries';
import { InvoiceTemplateDialog } from './invoice-template-dialog';
import { ReminderSteps } from './reminder-steps';
import { TemplateClients } from './template-clients';
import { t } from './strings';

type Settings = z.output<typeof getBillingSettings.output>;
type Template = z.output<typeof invoiceTemplateCard>;

/** Who one is and what happens to empty invoices, as one short form. */
function DocumentSettings({ settings, mayChange }: { settings: Settings; mayChange: boolean }) {
  const isReady = useReady();
  const queries = useQueryClient();
  const [patch, setPatch] = useState<Partial<Settings>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const values = { ...settings, ...patch };
  const isClean = Object.entries(patch).every(([key, value]) => settings[key as keyof Settings] === value);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setFailure(null);
    try {
      queries.setQueryData([getBillingSettings.name], await call(updateBillingSettings, patch));
      setPatch({});
      toastSuccess(t('settings.saved'));
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="lg">
        <Textarea
          label={t('settings.seller')}
          description={t('settings.sellerHint')}
          value={values.sellerDetails}
          onChange={(event) => setPatch({ ...patch, sellerDetails: event.currentTarget.value })}
          readOnly={!mayChange}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={1000}
        />
        <Radio.Group
          label={t('settings.zero')}
          value={values.zeroInvoices}
          onChange={(value) => setPatch({ ...patch, zeroInvoices: value === 'skip' ? 'skip' : 'issue' })}
        >
          <Stack gap="sm" mt="xs">
            {(['issue', 'skip'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`settings.zero.${value}`)}
                description={t(`settings.zero.${value}Hint`)}
                disabled={!mayChange}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={t('settings.expired')}
          value={values.expiredCredit}
          onChange={(value) => setPatch({ ...patch, expiredCredit: value === 'income' ? 'income' : 'liability' })}
        >
          <Stack gap="sm" mt="xs">
            {(['income', 'liability'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`settings.expired.${value}`)}
                description={t(`settings.expired.${value}Hint`)}
                disabled={!mayChange}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ReminderSteps
          steps={values.reminderSteps}
          onChange={(steps) => setPatch({ ...patch, reminderSteps: steps })}
          readOnly={!mayChange}
        />
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        {mayChange && (
          <Group gap="xs">
            <Button type="submit" loading={saving} disabled={!isReady || isClean}>
              {t('settings.save')}
            </Button>
            <Button variant="default" onClick={() => setPatch({})} disabled={isClean}>
              {t('settings.discard')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

interface TemplateRowProps {
  template: Template;
  mayChange: boolean;
  onEdit: () => void;
  onClients: () => void;
  onDefault: () => void;
}

function TemplateRow({ template, mayChange, onEdit, onClients, onDefault }: TemplateRowProps) {
  const { name, title, accentColor, isDefault, clients } = template;
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm" py={10}>
      <div style={{ minWidth: 0, flex: '1 1 260px' }}>
        <Group gap="xs">
          <ColorSwatch color={accentColor} size={14} aria-hidden="true" />
          <strong>{name}</strong>
          {isDefault && <Badge>{t('template.default')}</Badge>}
        </Group>
        <Text c="dimmed" size="sm">
          {t('template.heading', { title })}
          {clients.length > 0 && ` · ${t('template.usedBy', { clients: clients.map((one) => one.name).join(', ') })}`}
        </Text>
      </div>
      {mayChange && (
        <Group gap="xs">
          {!isDefault && (
            <Button
              size="xs"
              variant="default"
              onClick={onDefault}
              aria-label={t('template.makeDefaultLabel', { name })}
            >
              {t('template.makeDefault')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={onClients} aria-label={t('template.clientsLabel', { name })}>
            {t('template.clients')}
          </Button>
          <Button size="xs" variant="default" onClick={onEdit} aria-label={t('template.editLabel', { name })}>
            {t('template.edit')}
          </Button>
        </Group>
      )}
    </Group>
  );
}

function Templates({ mayChange }: { mayChange: boolean }) {
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Template | 'new' | null>(null);
  const [assigned, setAssigned] = useState<string | null>(null);
  const query = useQuery({
    queryKey: [listInvoiceTemplates.name],
    queryFn: ({ signal }) => call(listInvoiceTemplates, {}, { signal }),
  });
  const templates = query.data?.templates ?? [];
  const chosen = templates.find(({ id }) => id === assigned);
  const refresh = () => queries.invalidateQueries({ queryKey: [listInvoiceTemplates.name] });

  async function makeDefault({ id, name }: Template) {
    try {
      await call(assignInvoiceTemplate, { clientId: null, templateId: id });
      toastSuccess(t('template.isDefaultNow', { name }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Section
      title={t('template.title')}
      actions={
        mayChange && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('template.new')}
          </Button>
        )
      }
    >
      {query.isPending && <PageLoading lines={3} />}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <Text c="dimmed">{t('template.lead')}</Text>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {templates.map((template) => (
          <TemplateRow
            key={template.id}
            template={template}
            mayChange={mayChange}
            onEdit={() => setEdited(template)}
            onClients={() => setAssigned(template.id)}
            onDefault={() => void makeDefault(template)}
          />
        ))}
      </ul>
      {edited && (
        <InvoiceTemplateDialog
          template={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={refresh}
        />
      )}
      {chosen && <TemplateClients template={chosen} onClose={() => setAssigned(null)} onChanged={refresh} />}
    </Section>
  );
}

/** What invoices look like, whose details stand on them, and what becomes of invoices over nothing. */
export function InvoiceSettingsPage() {
  const mayChange = useMay('billing_settings.update');
  const query = useQuery({
    queryKey: [getBillingSettings.name],
    queryFn: ({ signal }) => call(getBillingSettings, {}, { signal }),
  });
  return (
    <div className="kelp-page">
      <PageHeader title={t('settings.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      {query.isPending && <PageLoading />}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <Stack gap="xl" maw={720}>
          {!mayChange && <Text c="dimmed">{t('settings.readOnly')}</Text>}
          <Section title={t('settings.documents')}>
            <DocumentSettings settings={query.data} mayChange={mayChange} />
          </Section>
          <Templates mayChange={mayChange} />
        </Stack>
      )}
    </div>
  );
}
