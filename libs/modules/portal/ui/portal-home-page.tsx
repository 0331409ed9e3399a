'use client';

import Link from 'next/link';
import { EmptyState, Section } from '@kelp/ui';
import { AskBox } from './ask-box';
import { InvoiceCards } from './invoice-cards';
import { Failure, Loading } from './page-states';
import { usePortalHome } from './portal-queries';
import { SharedInteractions } from './shared-interactions';
import { t } from './strings';
import { TicketCards } from './ticket-cards';
import './portal-pages.css';

/** The first page of the portal: ask for help, see what is open, see what is to be paid. */
export function PortalHomePage() {
  const { data, error, isPending, refetch } = usePortalHome();
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const { tickets, companyOpenCount, seesWholeCompany, invoicesDue, abilities } = data;
  const others = companyOpenCount !== null && companyOpenCount > tickets.length;
  return (
    <div className="kelp-p-page">
      {abilities.includes('portal_ticket.create') && <AskBox />}
      <Section title={t('home.mine')} actions={<Link href="/client-portal/tickets">{t('home.mineAll')}</Link>}>
        <div className="kelp-p-panel">
          {tickets.length === 0 ? (
            <EmptyState title={t('home.mineEmpty')} text={t('home.mineEmptyText')} />
          ) : (
            <TicketCards rows={tickets} />
          )}
        </div>
        {others && (
          <p className="kelp-p-after">
            <Link href="/client-portal/tickets">
              {t(seesWholeCompany ? 'home.companyLink' : 'home.someLink', { count: companyOpenCount })}
            </Link>
          </p>
        )}
      </Section>
      <SharedInteractions />
      {invoicesDue && (
        <Section
          title={t('home.invoices')}
          actions={<Link href="/client-portal/invoices">{t('home.invoicesAll')}</Link>}
        >
          <div className="kelp-p-panel">
            {invoicesDue.length === 0 ? <EmptyState title={t('home.noneDue')} /> : <InvoiceCards rows={invoicesDue} />}
          </div>
        </Section>
      )}
    </div>
  );
}
