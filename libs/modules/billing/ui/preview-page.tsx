'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatLocalDate } from '@kelp/std';
import type { z } from '@kelp/kernel/contract';
import { EmptyState, Kbd, PageHeader, Section, useFormats, useKeys, useAddress } from '@kelp/ui';
import type { previewDocument } from '../contract';
import { useMay, usePreview } from './billing-queries';
import { DocumentSums } from './document-sums';
import { ExplainedLines } from './explained-lines';
import { GenerateDialog, type Scope } from './generate-dialog';
import { Notices } from './notices';
import { Failure, ForRecord, Loading } from './page-states';
import { t } from './strings';
import './billing-pages.css';

type Document = z.output<typeof previewDocument>;

interface PreviewProps {
  document: Document;
  clientId: string;
  cutOff: string;
  isOneOfMany: boolean;
}

function Preview({ document, clientId, cutOff, isOneOfMany }: PreviewProps) {
  const { locale } = useFormats();
  const { profile, currency, invoiceDate, dueDate, lines, taxes, net, total, blockers, warnings } = document;
  const title = profile && isOneOfMany ? t('preview.profile', { name: profile.name }) : t('invoice.lines');
  return (
    <Section
      title={title}
      actions={
        lines.length > 0 && (
          <span className="kelp-muted">
            {t('column.invoiceDate')} {formatLocalDate(invoiceDate, locale, 'medium')}, {t('column.dueDate')}{' '}
            {formatLocalDate(dueDate, locale, 'medium')}
          </span>
        )
      }
    >
      <Notices {...{ clientId, blockers, warnings, currency, cutOff }} />
      {lines.length > 0 && (
        <>
          <ExplainedLines lines={lines} currency={currency} />
          <DocumentSums currency={currency} net={net} taxes={taxes} total={total} />
        </>
      )}
    </Section>
  );
}

/** What the next invoice of a client would be, with the reason for each amount. Writes nothing. */
export function PreviewPage({ clientId }: { clientId: string }) {
  return (
    <ForRecord id={clientId} noun="client">
      <ClientPreview clientId={clientId} />
    </ForRecord>
  );
}

function ClientPreview({ clientId }: { clientId: string }) {
  const [address] = useAddress();
  const cutOff = address.get('before');
  const { data, error, isPending, refetch } = usePreview(clientId, cutOff);
  const mayGenerate = useMay('invoice.generate');
  const [scope, setScope] = useState<Scope | null>(null);
  const { locale } = useFormats();
  const documents = data?.documents ?? [];
  const canGenerate = mayGenerate && documents.some(({ isInvoice, blockers }) => isInvoice && blockers.length === 0);
  const generate = () => data && setScope({ cutOff: data.cutOff, clientIds: [clientId] });
  useKeys('page', { 'Shift+G': { label: t('preview.generate'), run: generate } }, { enabled: canGenerate });

  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const isEmpty = documents.every(
    ({ lines, blockers, warnings }) => lines.length + blockers.length + warnings.length === 0,
  );
  return (
    <div className="kelp-page">
      <PageHeader
        back={{ href: `/msp/billing${cutOff ? `?before=${cutOff}` : ''}`, label: t('preview.back') }}
        title={t('preview.title', { client: data.client.name })}
        meta={
          <>
            <span>
              {t('toBill.chooseDate')} {formatLocalDate(data.cutOff, locale, 'medium')}
            </span>
            <span>{t('preview.promise')}</span>
          </>
        }
        actions={
          canGenerate && (
            <Button onClick={generate} rightSection={<Kbd keys="shift+g" />}>
              {t('preview.generate')}
            </Button>
          )
        }
      />
      {isEmpty && <EmptyState title={t('preview.none', { client: data.client.name })} text={t('preview.noneText')} />}
      {!isEmpty &&
        documents.map((document, at) => (
          <Preview
            key={at}
            document={document}
            clientId={clientId}
            cutOff={data.cutOff}
            isOneOfMany={documents.length > 1}
          />
        ))}
      <GenerateDialog scope={scope} onClose={() => setScope(null)} />
    </div>
  );
}
