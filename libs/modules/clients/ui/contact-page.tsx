'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { FieldsSection } from '@kelp/fields/screens';
import { call } from '@kelp/kernel/client';
import { RecordTags } from '@kelp/tags/screens';
import { ErrorState, PageHeader, PageLoading, Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { updateContact, type ContactDetails } from '../contract';
import { addressOf, contactAddressOf, useRefreshClients } from './client-queries';
import { ContactWishes } from './contact-wishes';
import { dialable, phoneInWords } from './contact-values';
import { MergeButton, MergedAway } from './merge-button';
import { MergedHere } from './merged-here';
import { useContact } from './interaction-queries';
import { t } from './strings';
import { TimelineSection } from './timeline-section';
import './clients.css';
import './parties.css';

const DeleteContactDialog = dynamic(() => import('./delete-contact-dialog').then((one) => one.DeleteContactDialog));
const ContactDialog = dynamic(() => import('./contact-dialog').then((one) => one.ContactDialog));

/** What other rooms know of a contact. */
export interface ContactPageSlots {
  /** in the middle, above the timeline: tickets */
  sections?: ReactNode;
  /** at the side, below the facts: portal access */
  aside?: (contact: ContactDetails) => ReactNode;
  /** before the buttons of the header */
  actions?: (contact: ContactDetails) => ReactNode;
  /** what rooms above can make of an interaction */
  more?: (interactionId: string) => ReactNode;
}

const backOf = ({ client }: Pick<ContactDetails, 'client'>) =>
  client ? { href: addressOf(client.id), label: client.name } : { href: '/msp/contacts', label: t('contacts.title') };

/** Every number and address, the default ones first; each can be called or written to. */
function Reach({ contact }: { contact: ContactDetails }) {
  const { email, otherEmails, phones } = contact;
  const numbers = [...phones].sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  if (!email && otherEmails.length === 0 && numbers.length === 0)
    return <p className="kelp-client-nothing">{t('contact.noReach')}</p>;
  return (
    <ul className="kelp-contact-reach" aria-label={t('contact.reach')}>
      {email && (
        <li>
          <a href={`mailto:${email}`}>{email}</a> <span className="kelp-muted">{t('contact.main')}</span>
        </li>
      )}
      {otherEmails.map((one) => (
        <li key={one.email}>
          <a href={`mailto:${one.email}`}>{one.email}</a> <span className="kelp-muted">{t(`email.${one.kind}`)}</span>
        </li>
      ))}
      {numbers.map((one, place) => (
        <li key={place} className="kelp-num">
          <a href={dialable(one.number)}>{phoneInWords(one)}</a>{' '}
          <span className="kelp-muted">
            {t(`phone.${one.kind}`)}
            {one.isDefault && numbers.length > 1 && `, ${t('default').toLowerCase()}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function useContactSave(contact: ContactDetails) {
  const refresh = useRefreshClients();
  return async (patch: { fullName?: string; isInactive?: boolean }, said: string) => {
    try {
      await call(updateContact, { id: contact.id, ...patch });
      await refresh();
      toastSuccess(said);
    } catch (error) {
      toastError(error);
    }
  };
}

function LoadedContact({ contact, sections, aside, actions, more }: { contact: ContactDetails } & ContactPageSlots) {
  const router = useRouter();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const save = useContactSave(contact);
  const { id, fullName, isInactive, isVip, isExternal, abilities } = contact;
  const can = (permission: string) => abilities.includes(permission);
  const mayUpdate = can('contact.update');
  const putInUse = (inUse: boolean) =>
    save({ isInactive: !inUse }, t(inUse ? 'contacts.activated' : 'contacts.deactivated', { name: fullName }));
  return (
    <div className="kelp-page">
      <PageHeader
        title={fullName}
        {...(mayUpdate
          ? { onRename: (name: string) => save({ fullName: name }, t('saved.name', { value: name })) }
          : {})}
        back={backOf(contact)}
        meta={
          <>
            {isVip && <StatusBadge tone="waiting" label={t('contact.vip')} />}
            {isInactive && <StatusBadge tone="neutral" label={t('inactive')} />}
            {isExternal && <StatusBadge tone="neutral" label={t('contact.external')} plain />}
            <RecordTags entity="contact" id={id} name={fullName} tags={contact.tags} mayUpdate={mayUpdate} />
          </>
        }
        actions={
          <>
            {can('contact.merge') && !isInactive && <MergeButton party="contact" id={id} name={fullName} />}
            {can('contact.delete') && (
              <Button variant="subtle" color="gray" onClick={() => setOpen('delete')}>
                {t('client.delete')}
              </Button>
            )}
            {mayUpdate && (
              <Button variant="subtle" color="gray" onClick={() => void putInUse(isInactive)}>
                {t(isInactive ? 'contacts.activate' : 'contacts.deactivate')}
              </Button>
            )}
            {mayUpdate && (
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('edit')}
              </Button>
            )}
            {actions?.(contact)}
          </>
        }
      />
      <div className="kelp-client-columns">
        <div className="kelp-client-main">
          {sections}
          <TimelineSection party="contact" id={id} abilities={abilities} {...(more ? { more } : {})} />
        </div>
        <aside className="kelp-client-side" aria-label={t('client.facts')}>
          <Section title={t('contact.reach')}>
            <Reach contact={contact} />
          </Section>
          <Section title={t('client.facts')}>
            <ContactWishes contact={contact} />
          </Section>
          <FieldsSection
            entity="contact"
            id={id}
            save={(custom, version) => call(updateContact, { id, version, custom })}
          />
          <MergedHere party="contact" merged={contact.merged} mayUndo={can('contact.merge')} />
          {aside?.(contact)}
        </aside>
      </div>
      {open === 'edit' && <ContactDialog contact={contact} onClose={close} />}
      {open === 'delete' && (
        <DeleteContactDialog
          contact={contact}
          onClose={close}
          onDeleted={() => router.push(backOf(contact).href)}
          onDeactivate={
            mayUpdate && !isInactive
              ? () => {
                  close();
                  void putInUse(false);
                }
              : null
          }
        />
      )}
    </div>
  );
}

/** One contact: what happened in the middle, how to reach and look after the person at the side. */
export function ContactPage({ id, ...slots }: { id: string } & ContactPageSlots) {
  const query = useContact(id);
  const became = query.data?.mergedInto;
  if (became) return <MergedAway href={contactAddressOf(became.id)} name={became.name} />;
  if (query.data) return <LoadedContact key={id} contact={query.data} {...slots} />;
  return (
    <div className="kelp-page">
      <PageHeader title={t('contact.one')} back={backOf({ client: null })} />
      {query.isPending ? <PageLoading /> : <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
    </div>
  );
}
