'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconEye, IconEyeOff, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Avatar, errorSentence, Kbd, later, Section, toastError, useKeys } from '@kelp/ui';
import { addCopy, followTicket, listWatchers, removeCopy, unfollowTicket } from '../contract';
import { t } from './strings';
import type { Ticket } from './ticket-queries';

const ContactField = later(async () => (await import('./requester-field')).ContactField);

/** Who follows a ticket: colleagues, who are told of what happens, and people outside, who get its replies. `w` follows and unfollows. */
export function FollowersPanel({ ticket }: { ticket: Ticket }) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: [listWatchers.name, ticket.id],
    queryFn: ({ signal }) => call(listWatchers, { ticketId: ticket.id }, { signal }),
    meta: { topics: ['contact'] },
  });
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^ticket\.(watchers|get)/.test(String(queryKey[0])) });
  const isFollowing = query.data?.isFollowing ?? false;
  const toggle = () =>
    void call(isFollowing ? unfollowTicket : followTicket, { ticketId: ticket.id }).then(refresh, toastError);
  useKeys('page', { w: { label: t('followers.key'), run: toggle } }, { title: t('ticket.keys') });
  const mayUpdate = ticket.abilities.includes('ticket.update');
  const data = query.data;
  return (
    <Section
      title={t('followers.title')}
      actions={
        <Button
          size="xs"
          variant="default"
          onClick={toggle}
          disabled={!data}
          leftSection={isFollowing ? <IconEyeOff size={14} /> : <IconEye size={14} />}
          rightSection={<Kbd keys="w" />}
        >
          {t(isFollowing ? 'followers.unfollow' : 'followers.follow')}
        </Button>
      }
    >
      {query.isError && <p className="kelp-muted">{errorSentence(query.error)}</p>}
      {data?.colleagues.length === 0 && data.copies.length === 0 && <p className="kelp-muted">{t('followers.none')}</p>}
      {data && (
        <ul className="kelp-followers">
          {data.colleagues.map(({ id, name }) => (
            <li key={id}>
              <Avatar name={name} size={20} /> <span>{name}</span>
            </li>
          ))}
          {data.copies.map(({ id, name, address, otherClient }) => (
            <li key={id}>
              <Avatar name={name} size={20} />
              <span title={address}>
                {name === address ? address : `${name}, ${address}`}
                {otherClient && (
                  <strong className="kelp-other-client"> {t('followers.other', { client: otherClient })}</strong>
                )}
              </span>
              {mayUpdate && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('followers.remove', { name })}
                  onClick={() => void call(removeCopy, { ticketId: ticket.id, id }).then(refresh, toastError)}
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayUpdate && <AddCopy ticket={ticket} onAdded={() => void refresh()} />}
    </Section>
  );
}

/** Puts somebody outside on the replies: a contact of the client by name, or any address. */
function AddCopy({ ticket, onAdded }: { ticket: Ticket; onAdded: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  async function add(who: { contactId: string } | { address: string }) {
    try {
      await call(addCopy, { ticketId: ticket.id, ...who });
      setAddress('');
      setProblem(null);
      setOpen(false);
      onAdded();
    } catch (error) {
      setProblem(errorSentence(error));
    }
  }
  if (!isOpen) {
    return (
      <Button size="xs" variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {t('followers.add')}
      </Button>
    );
  }
  return (
    <form
      className="kelp-add-copy"
      onSubmit={(event) => {
        event.preventDefault();
        void add({ address: address.trim() });
      }}
    >
      <ContactField
        label={t('followers.contact')}
        clientId={ticket.client?.id ?? null}
        value={null}
        onChange={(contact) => contact && void add({ contactId: contact.id })}
      />
      <TextInput
        label={t('followers.address')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={problem}
        type="email"
      />
      <div className="kelp-actions">
        <Button size="xs" variant="default" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
        <Button size="xs" type="submit" disabled={address.trim() === ''}>
          {t('followers.addAddress')}
        </Button>
      </div>
    </form>
  );
}
