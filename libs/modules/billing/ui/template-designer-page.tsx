'use client';

import { Button, Select, Text } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  EmptyState,
  ErrorState,
  Kbd,
  PageHeader,
  RelativeTime,
  Section,
  toastError,
  toastSuccess,
  useKeys,
  useSearchSelect,
} from '@kelp/ui';
import {
  getInvoiceLogo,
  getInvoiceTemplate,
  listInvoices,
  previewInvoiceTemplate,
  restoreInvoiceTemplate,
  updateInvoiceTemplate,
  type InvoiceDesign,
  type InvoiceTemplateDetail,
} from '../contract';
import { completeDesign, paperOf } from '../domain/paper';
import { useMay } from './billing-queries';
import { DesignFields } from './design-fields';
import { Loading } from './page-states';
import { PaperPreview } from './paper-preview';
import { t } from './strings';
import './template-designer.css';

function usePreviewInvoice(invoiceId: string | null) {
  const input = invoiceId ? { invoiceId } : {};
  return useQuery({
    queryKey: [previewInvoiceTemplate.name, input],
    queryFn: ({ signal }) => call(previewInvoiceTemplate, input, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Which real document the preview shows, found by number or client. */
function PreviewChoice({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { asked, props: choices } = useSearchSelect(value);
  const input = { limit: 20, ...(asked ? { search: asked } : {}) };
  const { data, isPlaceholderData } = useQuery({
    queryKey: [listInvoices.name, 'preview', input],
    queryFn: ({ signal }) => call(listInvoices, input, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows.map(({ id, number, client }) => ({
    id,
    name: `${number ?? t('state.draft')} · ${client.name}`,
  }));
  return (
    <Select
      aria-label={t('design.previewOf')}
      placeholder={t('design.previewOfLatest')}
      {...choices({ found, isLate: isPlaceholderData, onChange: (row) => onChange(row?.id ?? null) })}
      clearable
      nothingFoundMessage={t('design.noInvoice')}
    />
  );
}

function Preview({ design }: { design: InvoiceDesign }) {
  const [invoiceId, setInvoiceId] = useState<string | null>(null);
  const { data, error, isPending, refetch } = usePreviewInvoice(invoiceId);
  const logo = useQuery({
    queryKey: [getInvoiceLogo.name, design.logoId],
    queryFn: ({ signal }) => call(getInvoiceLogo, { id: design.logoId ?? '' }, { signal }),
    enabled: design.logoId !== null,
    staleTime: Infinity,
  });
  return (
    <div className="kelp-d-preview">
      <PreviewChoice value={invoiceId} onChange={setInvoiceId} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && !data.invoice && <EmptyState title={t('design.nothing')} text={t('design.nothingText')} />}
      {data?.invoice && (
        <PaperPreview
          paper={paperOf(data.invoice, design)}
          logo={design.logoId ? (logo.data?.dataUrl ?? null) : null}
          label={t('design.preview')}
        />
      )}
    </div>
  );
}

interface VersionsProps {
  template: InvoiceTemplateDetail;
  mayChange: boolean;
  onLook: (design: InvoiceDesign) => void;
  onRestored: () => Promise<void>;
}

function Versions({ template, mayChange, onLook, onRestored }: VersionsProps) {
  async function restore(number: number) {
    try {
      await call(restoreInvoiceTemplate, { id: template.id, number, version: template.version });
      toastSuccess(t('design.restored', { number }));
      await onRestored();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Section title={t('design.versions')}>
      <ul className="kelp-d-versions">
        {template.versions.map(({ number, design, savedBy, savedAt }) => (
          <li key={number}>
            <Text size="sm" component="span">
              {t('design.version', { number, person: savedBy })} <RelativeTime at={savedAt} />
            </Text>{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => onLook(design)}>
              {t('design.look.version', { number })}
            </Button>
            {mayChange && number !== template.version && (
              <Button size="compact-xs" variant="subtle" onClick={() => void restore(number)}>
                {t('design.restore', { number })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Designer({ template }: { template: InvoiceTemplateDetail }) {
  const queries = useQueryClient();
  const mayChange = useMay('billing_settings.update') && !template.isStandard;
  const [draft, setDraft] = useState<InvoiceDesign | null>(null);
  const [saving, setSaving] = useState(false);
  const design = completeDesign(draft ?? template.design);
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(template.design);

  async function refresh() {
    await queries.invalidateQueries({ queryKey: [getInvoiceTemplate.name] });
    setDraft(null);
  }

  async function save() {
    if (saving || !isChanged) return;
    setSaving(true);
    try {
      await call(updateInvoiceTemplate, { id: template.id, version: template.version, design });
      toastSuccess(t('template.saved', { name: template.name }));
      await refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  }

  useKeys('page', mayChange ? { 'mod+s': { label: t('settings.save'), run: () => void save() } } : {});
  return (
    <div className="kelp-page">
      <PageHeader
        title={template.name}
        back={{ href: '/msp/settings/invoices', label: t('design.back') }}
        meta={template.isStandard ? t('design.standardText') : undefined}
        actions={
          mayChange && (
            <>
              <Button variant="default" onClick={() => setDraft(null)} disabled={!isChanged}>
                {t('settings.discard')}
              </Button>
              <Button
                onClick={() => void save()}
                loading={saving}
                disabled={!isChanged}
                rightSection={<Kbd keys="mod+s" />}
              >
                {t('settings.save')}
              </Button>
            </>
          )
        }
      />
      <div className="kelp-d-split">
        <div>
          <DesignFields
            design={design}
            isReadOnly={!mayChange}
            onChange={(patch) => setDraft({ ...design, ...patch })}
          />
          {template.versions.length > 0 && (
            <Versions template={template} mayChange={mayChange} onLook={setDraft} onRestored={refresh} />
          )}
        </div>
        <Preview design={design} />
      </div>
    </div>
  );
}

/** One template with its parts, looks and words beside a real invoice that follows every change. */
export function TemplateDesignerPage({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [getInvoiceTemplate.name, id],
    queryFn: ({ signal }) => call(getInvoiceTemplate, { id }, { signal }),
  });
  if (isPending) return <Loading />;
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Designer key={data.id} template={data} />;
}
