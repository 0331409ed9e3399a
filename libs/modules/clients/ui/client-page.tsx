'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { FieldsSection } from '@kelp/fields/screens';
import { call } from '@kelp/kernel/client';
import { RecordTags } from '@kelp/tags/screens';
import { ErrorState, PageHeader, Section } from '@kelp/ui';
import { updateClient, type ClientCard } from '../contract';
import { ClientFacts } from './client-facts';
import { addressOf, useClient } from './client-queries';
import { ClientState } from './client-state';
import { ContactsSection } from './contacts-section';
import { DomainsSection } from './domains-section';
import { LocationsSection } from './locations-section';
import { MergeButton, MergedAway } from './merge-button';
import { MergedHere } from './merged-here';
import { NotesSection } from './notes-section';
import { t } from './strings';
import { TimelineSection } from './timeline-section';
import { UseButtons } from './use-button';
import { useClientEdit } from './use-client-edit';
import './clients.css';
import './parties.css';

const ClashDialog = dynamic(() => import('./clash-dialog').then((one) => one.ClashDialog));

/** What other rooms know of a client. */
export interface ClientPageSlots {
  /** below the header, across the page: how it is doing */
  strip?: ReactNode;
  /** in the middle: tickets, contracts, invoices */
  sections?: ReactNode;
  /** at the side, below the facts */
  aside?: ReactNode;
  /** before the buttons of the header */
  actions?: ReactNode;
  /** what rooms above can make of an interaction */
  more?: (interactionId: string) => ReactNode;
}

const back = { href: '/msp/clients', label: t('list.title') };

function Skeleton() {
  return (
    <div className="kelp-page" role="status">
      <span className="kelp-hidden">{t('loading')}</span>
      <div className="kelp-client-skeleton" aria-hidden="true">
        {['34%', '18%', '100%', '76%', '82%', '70%'].map((width, place) => (
          <i key={place} style={{ width }} />
        ))}
      </div>
    </div>
  );
}

function LoadedClient({ client, strip, sections, aside, actions, more }: { client: ClientCard } & ClientPageSlots) {
  const edit = useClientEdit(client);
  const can = (permission: string) => client.abilities.includes(permission);
  const rename = (name: string) => edit.save({ name }, t('saved.name', { value: name }));
  return (
    <div className="kelp-page">
      <PageHeader
        title={client.name}
        {...(can('client.update') ? { onRename: rename } : {})}
        back={back}
        meta={
          <>
            <ClientState client={client} />
            <RecordTags
              entity="client"
              id={client.id}
              name={client.name}
              tags={client.tags}
              mayUpdate={can('client.update')}
            />
            {client.parent && (
              <Link href={addressOf(client.parent.id)}>{t('client.partOf', { name: client.parent.name })}</Link>
            )}
            {client.url && (
              <a href={client.url} target="_blank" rel="noreferrer">
                {client.url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
              </a>
            )}
          </>
        }
        actions={
          <>
            {can('client.merge') && !client.isInactive && (
              <MergeButton party="client" id={client.id} name={client.name} />
            )}
            <UseButtons client={client} />
            {actions}
          </>
        }
      />
      {strip}
      <div className="kelp-client-columns">
        <div className="kelp-client-main">
          <ContactsSection client={client} />
          {sections}
          <TimelineSection party="client" id={client.id} abilities={client.abilities} {...(more ? { more } : {})} />
          <LocationsSection client={client} />
        </div>
        <aside className="kelp-client-side" aria-label={t('client.facts')}>
          <Section title={t('client.facts')}>
            <ClientFacts client={client} edit={edit} />
          </Section>
          <FieldsSection
            entity="client"
            id={client.id}
            save={(custom, version) => call(updateClient, { id: client.id, version, custom })}
          />
          <NotesSection client={client} edit={edit} />
          <DomainsSection client={client} />
          <MergedHere party="client" merged={client.merged} mayUndo={can('client.merge')} />
          {aside}
        </aside>
      </div>
      <ClashDialog edit={edit} />
    </div>
  );
}

/** One client: its people and places in the middle with what other rooms know, its facts at the side. */
export function ClientPage({ id, ...slots }: { id: string } & ClientPageSlots) {
  const query = useClient(id);
  const became = query.data?.mergedInto;
  if (became) return <MergedAway href={addressOf(became.id)} name={became.name} />;
  if (query.data) return <LoadedClient key={id} client={query.data} {...slots} />;
  if (query.isPending) return <Skeleton />;
  return (
    <div className="kelp-page">
      <PageHeader title={t('client.title')} back={back} />
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    </div>
  );
}
