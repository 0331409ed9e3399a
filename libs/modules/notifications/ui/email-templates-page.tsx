'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { call } from '@kelp/kernel/client';
import { DataList, PageHeader, StatusBadge, type DataListColumn } from '@kelp/ui';
import { listEmailTemplates, type EmailTemplateRow } from '../contract';
import { EmailTemplateEditor } from './email-template-editor';
import { mailName, t } from './strings';

const columns: DataListColumn<EmailTemplateRow>[] = [
  {
    key: 'name',
    header: t('templates.name'),
    width: 'minmax(200px, 1fr)',
    primary: true,
    render: (row) => mailName(row.name),
  },
  {
    key: 'subject',
    header: t('templates.subject'),
    width: 'minmax(200px, 1.4fr)',
    hideBelow: 760,
    render: (row) => row.subject,
  },
  {
    key: 'audience',
    header: t('templates.audience'),
    width: '110px',
    hideBelow: 640,
    render: (row) => t(`templates.audience.${row.audience}`),
  },
  {
    key: 'own',
    header: t('templates.text'),
    width: '150px',
    render: ({ ownLocales }) =>
      ownLocales.length > 0 ? (
        <StatusBadge tone="info" label={`${t('templates.own')} (${ownLocales.join(', ')})`} />
      ) : (
        <StatusBadge tone="neutral" label={t('templates.shipped')} plain />
      ),
  },
];

/** All mails that Kelp sends. Opening one leads to its text with a live preview; which one is open stands in the address. */
export function EmailTemplatesPage() {
  const router = useRouter();
  const path = usePathname();
  const chosen = useSearchParams().get('mail');
  const query = useQuery({
    queryKey: [listEmailTemplates.name],
    queryFn: ({ signal }) => call(listEmailTemplates, {}, { signal }),
  });
  if (chosen) return <EmailTemplateEditor key={chosen} name={chosen} listHref={path} />;
  return (
    <div className="kelp-page-fill">
      <PageHeader title={t('templates.title')} back={{ href: '/msp/settings', label: t('templates.back') }} />
      <DataList
        label={t('templates.list')}
        rows={query.data?.rows ?? []}
        rowId={(row) => row.name}
        rowLabel={(row) => mailName(row.name)}
        columns={columns}
        status={query.isPending ? 'loading' : query.isError ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('templates.empty') }}
        onOpen={(row) => router.push(`${path}?mail=${encodeURIComponent(row.name)}`)}
      />
    </div>
  );
}
