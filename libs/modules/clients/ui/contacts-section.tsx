'use client';

import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Avatar, EmptyState, Kbd, Section, StatusBadge, toastError, toastUndo, useKeys } from '@kelp/ui';
import { joinClient, leaveClient, updateContact, type ClientCard, type ContactCard } from '../contract';
import { contactAddressOf, useRefreshClients } from './client-queries';
import { dialable, phoneInWords } from './contact-values';
import { RowMenu } from './row-menu';
import { t } from './strings';

// not needed before somebody opens one: out of the page's first load
const ContactDialog = dynamic(() => import('./contact-dialog').then((one) => one.ContactDialog));
const NewContactDialog = dynamic(() => import('./contact-dialog').then((one) => one.NewContactDialog));
const DeleteContactDialog = dynamic(() => import('./delete-contact-dialog').then((one) => one.DeleteContactDialog));
const JoinContactDialog = dynamic(() => import('./join-contact-dialog').then((one) => one.JoinContactDialog));

/** Takes a contact out of use or back into it; can be taken back for some seconds. */
function useContactUse(): (contact: ContactCard, isInactive: boolean) => Promise<void> {
  const refresh = useRefreshClients();
  return async ({ id, fullName }, isInactive) => {
    try {
      await call(updateContact, { id, isInactive });
      await refresh();
    } catch (error) {
      return toastError(error);
    }
    toastUndo({
      message: t(isInactive ? 'contacts.deactivated' : 'contacts.activated', { name: fullName }),
      onUndo: () => void call(updateContact, { id, isInactive: !isInactive }).then(refresh, toastError),
    });
  };
}

/** Takes a contact of another client off this one; can be taken back for some seconds. */
function useLeaveClient(clientId: string): (contact: ContactCard) => Promise<void> {
  const refresh = useRefreshClients();
  return async ({ id: contactId, fullName }) => {
    try {
      await call(leaveClient, { contactId, clientId });
      await refresh();
    } catch (error) {
      return toastError(error);
    }
    toastUndo({
      message: t('contacts.left', { name: fullName }),
      onUndo: () => void call(joinClient, { contactId, clientId }).then(refresh, toastError),
    });
  };
}

interface ContactRowProps {
  contact: ContactCard;
  client: ClientCard;
  onEdit: (() => void) | null;
}

function Numbers({ phones }: Pick<ContactCard, 'phones'>) {
  const ordered = [...phones].sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  return ordered.map((one, place) => (
    <span key={place} className="kelp-client-number">
      <a href={dialable(one.number)}>{phoneInWords(one)}</a>
      {phones.length > 1 && <span className="kelp-muted">{t(`phone.${one.kind}`)}</span>}
    </span>
  ));
}

function ContactRow({ contact, client, onEdit }: ContactRowProps) {
  const [isDeleting, setDeleting] = useState(false);
  const clientId = client.id;
  const leave = useLeaveClient(clientId);
  const putInUse = useContactUse();
  const { fullName, title, email, otherEmails, isInactive } = contact;
  const isGuest = contact.clientId !== clientId;
  const addresses = [...(email ? [email] : []), ...otherEmails.map((one) => one.email)];
  return (
    <li className="kelp-client-row" data-kind="contact">
      <span className="kelp-client-person">
        <Avatar name={fullName} size={24} />
        <span>
          <strong>
            <Link href={contactAddressOf(contact.id)}>{fullName}</Link>
          </strong>
          {title && <span className="kelp-muted">{title}</span>}
        </span>
        {contact.isVip && <StatusBadge tone="waiting" label={t('contact.vip')} plain />}
        {client.billingContact?.id === contact.id && (
          <StatusBadge tone="info" label={t('field.billingContact')} plain />
        )}
        {isGuest && <StatusBadge tone="info" label={t('contact.alsoHere')} plain />}
        {contact.isExternal && <StatusBadge tone="neutral" label={t('contact.external')} plain />}
        {isInactive && <StatusBadge tone="waiting" label={t('inactive')} plain />}
      </span>
      <span className="kelp-client-cell">
        {addresses.map((address) => (
          <span key={address} className="kelp-client-number">
            <a href={`mailto:${address}`}>{address}</a>
          </span>
        ))}
      </span>
      <span className="kelp-client-cell kelp-num">
        {contact.phones.length > 0 && <Numbers phones={contact.phones} />}
      </span>
      {onEdit && (
        <RowMenu label={t('contacts.actions', { name: fullName })}>
          <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
          <Menu.Item onClick={() => void putInUse(contact, !isInactive)}>
            {t(isInactive ? 'contacts.activate' : 'contacts.deactivate')}
          </Menu.Item>
          {isGuest && <Menu.Item onClick={() => void leave(contact)}>{t('contacts.leave')}</Menu.Item>}
          {client.abilities.includes('contact.delete') && !isGuest && (
            <Menu.Item color="red" onClick={() => setDeleting(true)}>
              {t('client.delete')}
            </Menu.Item>
          )}
        </RowMenu>
      )}
      {isDeleting && (
        <DeleteContactDialog
          contact={contact}
          onClose={() => setDeleting(false)}
          onDeactivate={
            isInactive
              ? null
              : () => {
                  setDeleting(false);
                  void putInUse(contact, true);
                }
          }
        />
      )}
    </li>
  );
}

/** The people of a client, the inactive ones on request. */
export function ContactsSection({ client }: { client: ClientCard }) {
  const [open, setOpen] = useState<'new' | 'join' | ContactCard | null>(null);
  const [showsInactive, setShowsInactive] = useState(false);
  const mayCreate = client.abilities.includes('contact.create');
  const mayUpdate = client.abilities.includes('contact.update');
  const create = () => setOpen('new');
  useKeys('page', mayCreate ? { c: { label: t('contacts.new'), run: create } } : {}, { title: t('client.keys') });
  const hidden = client.contacts.filter(({ isInactive }) => isInactive).length;
  const shown = client.contacts.filter(({ isInactive }) => showsInactive || !isInactive);

  return (
    <Section
      title={t('contacts.title')}
      actions={
        <>
          {hidden > 0 && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setShowsInactive(!showsInactive)}>
              {showsInactive ? t('contacts.hideInactive') : t('contacts.showInactive', { count: hidden })}
            </Button>
          )}
          {mayUpdate && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setOpen('join')}>
              {t('contacts.join')}
            </Button>
          )}
          {mayCreate && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              rightSection={<Kbd keys="c" />}
              onClick={create}
            >
              {t('contacts.new')}
            </Button>
          )}
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyState title={t(hidden > 0 ? 'contacts.noneActive' : 'contacts.empty')} text={t('contacts.emptyText')} />
      ) : (
        <ul className="kelp-client-rows" aria-label={t('contacts.title')}>
          {shown.map((contact) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              client={client}
              onEdit={mayUpdate ? () => setOpen(contact) : null}
            />
          ))}
        </ul>
      )}
      {open === 'new' && <NewContactDialog clientId={client.id} onClose={() => setOpen(null)} />}
      {open === 'join' && <JoinContactDialog clientId={client.id} onClose={() => setOpen(null)} />}
      {open && typeof open !== 'string' && <ContactDialog contact={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}
