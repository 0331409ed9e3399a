'use client';

import { Button, Group, Menu, SegmentedControl, Select, Switch, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { listTickets } from '@kelp/tickets/contract';
import { ClientField } from '@kelp/tickets/screens';
import { Dialog, ExactTime, Facts, toastError, toastSuccess, useSearchSelect } from '@kelp/ui';
import { attachHeld, ignoreHeld, ticketFromHeld, type HeldRow } from '../contract';
import { useRefreshMailboxes } from './mailbox-queries';
import { reasonText, t } from './strings';

interface HeldDialogProps {
  mail: HeldRow;
  mayReview: boolean;
  mayAddContact: boolean;
  onClose: () => void;
}

function factsOf(mail: HeldRow) {
  return [
    { key: 'from', label: t('held.from'), value: mail.fromName ? `${mail.fromName} <${mail.from}>` : mail.from || '–' },
    { key: 'why', label: t('held.why'), value: reasonText(mail.reason) },
    ...(mail.check ? [{ key: 'check', label: t('held.check'), value: mail.check.detail }] : []),
    { key: 'mailbox', label: t('held.mailbox'), value: mail.mailbox.name },
    { key: 'received', label: t('held.received'), value: <ExactTime at={mail.receivedAt} /> },
    ...(mail.files > 0 ? [{ key: 'files', label: t('out.files'), value: t('held.files', { count: mail.files }) }] : []),
  ];
}

/** Finds a ticket by number or words. */
function TicketField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { asked, props: choices } = useSearchSelect(value);
  const { data, isPlaceholderData } = useQuery({
    queryKey: [listTickets.name, 'held', asked],
    queryFn: ({ signal }) =>
      call(
        listTickets,
        { search: asked || undefined, state: 'all', sort: 'activity', direction: 'desc', limit: 20 },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows.map(({ id, number, title }) => ({ id, name: `${number} ${title}` }));
  return (
    <Select
      label={t('held.ticket')}
      {...choices({ found, isLate: isPlaceholderData, onChange: (row) => onChange(row?.id ?? null) })}
      clearable
    />
  );
}

function IgnoreMenu({ mail, ignore }: { mail: HeldRow; ignore: (scope: 'mail' | 'sender' | 'domain') => void }) {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button variant="default">{t('held.ignore')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ignore('mail')}>{t('held.ignore.mail')}</Menu.Item>
        {mail.from.includes('@') && <Menu.Item onClick={() => ignore('sender')}>{t('held.ignore.sender')}</Menu.Item>}
        {mail.domain && (
          <Menu.Item onClick={() => ignore('domain')}>{t('held.ignore.domain', { domain: mail.domain })}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One held mail: its words, what is known of its sender, and the decision. */
export function HeldDialog({ mail, mayReview, mayAddContact, onClose }: HeldDialogProps) {
  const [way, setWay] = useState<'ticket' | 'attach'>('ticket');
  const [client, setClient] = useState(mail.client);
  const [ticketId, setTicketId] = useState<string | null>(null);
  const [isContact, setIsContact] = useState(false);
  const [contactName, setContactName] = useState(mail.fromName);
  const [isAlways, setIsAlways] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const refresh = useRefreshMailboxes();

  async function act(run: () => Promise<string>) {
    setIsBusy(true);
    try {
      toastSuccess(await run());
      await refresh();
      onClose();
    } catch (error) {
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  }

  const make = () =>
    act(async () => {
      const contact = isContact && contactName.trim() ? { contactName } : {};
      await call(ticketFromHeld, { id: mail.id, clientId: client?.id ?? null, isAlways, ...contact });
      return t('held.ticketComing');
    });
  const attach = () =>
    act(async () => {
      await call(attachHeld, { id: mail.id, ticketId: ticketId ?? '' });
      return t('held.attached');
    });
  const ignore = (scope: 'mail' | 'sender' | 'domain') =>
    act(async () => t('held.ignored', await call(ignoreHeld, { id: mail.id, scope })));

  return (
    <Dialog opened onClose={onClose} size="lg" title={mail.subject ?? t('log.noSubject')}>
      <Facts facts={factsOf(mail)} />
      <Text
        size="sm"
        my="sm"
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 260, overflow: 'auto' }}
      >
        {mail.preview.trim() || t('held.noText')}
      </Text>
      <Text size="sm" mb="sm">
        <a href={`/api/files/inbound_message.source/${mail.id}`}>{t('held.source')}</a>
      </Text>
      {mayReview && (
        <div className="kelp-confirm">
          <SegmentedControl
            data={[
              { value: 'ticket', label: t('held.makeTicket') },
              { value: 'attach', label: t('held.attach') },
            ]}
            value={way}
            onChange={(value) => setWay(value as 'ticket' | 'attach')}
          />
          {way === 'attach' && <TicketField value={ticketId} onChange={setTicketId} />}
          {way === 'ticket' && (
            <>
              <ClientField label={t('held.client')} value={client} onChange={setClient} />
              {mayAddContact && client && !mail.contact && mail.from.includes('@') && (
                <Switch
                  label={t('held.addContact')}
                  checked={isContact}
                  onChange={(event) => setIsContact(event.currentTarget.checked)}
                />
              )}
              {isContact && client && (
                <TextInput
                  label={t('held.contactName')}
                  value={contactName}
                  onChange={(event) => setContactName(event.currentTarget.value)}
                  required
                />
              )}
              {mail.from.includes('@') && (
                <Switch
                  label={t('held.always')}
                  checked={isAlways}
                  onChange={(event) => setIsAlways(event.currentTarget.checked)}
                />
              )}
            </>
          )}
          <Group justify="space-between">
            <IgnoreMenu mail={mail} ignore={(scope) => void ignore(scope)} />
            {way === 'ticket' ? (
              <Button loading={isBusy} onClick={() => void make()}>
                {t('held.makeTicket')}
              </Button>
            ) : (
              <Button loading={isBusy} disabled={!ticketId} onClick={() => void attach()}>
                {t('held.attach')}
              </Button>
            )}
          </Group>
        </div>
      )}
    </Dialog>
  );
}
