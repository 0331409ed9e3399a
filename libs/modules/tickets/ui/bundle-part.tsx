'use client';

import { ActionIcon, Button, Checkbox, Menu, Select } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { call } from '@kelp/kernel/client';
import { toastError, toastSuccess } from '@kelp/ui';
import { closeBundle, promoteTicket, unbundleTicket, updateBundle, type TicketRelations } from '../contract';
import { RelatedTicketLine } from './related-ticket-line';
import { useRefreshTickets } from './relation-queries';
import { t } from './strings';

type Bundle = NonNullable<TicketRelations['bundle']>;

interface BundlePartProps {
  ticketId: string;
  bundle: Bundle;
  abilities: readonly string[];
}

/** The bundle of a ticket: its master with the settings, the children with their clients, and what can be done with each. */
export function BundlePart({ ticketId, bundle, abilities }: BundlePartProps) {
  const refresh = useRefreshTickets();
  const act = (work: Promise<unknown>) => void work.then(refresh, toastError);
  const mayBundle = abilities.includes('ticket.bundle');
  const isMaster = bundle.master.id === ticketId;
  const open = bundle.children.filter(({ isClosed }) => !isClosed);
  return (
    <div className="kelp-relation-part">
      <h3>{isMaster ? t('bundle.leads', { count: bundle.children.length }) : t('bundle.partOf')}</h3>
      {!isMaster && (
        <ul className="kelp-related-list">
          <RelatedTicketLine ticket={bundle.master} />
        </ul>
      )}
      {!isMaster && <h3>{t('bundle.children', { count: bundle.children.length })}</h3>}
      <ul className="kelp-related-list">
        {bundle.children.map((child) => (
          <RelatedTicketLine
            key={child.id}
            ticket={child}
            end={mayBundle && <ChildMenu number={child.number} id={child.id} act={act} />}
          />
        ))}
      </ul>
      {isMaster && mayBundle && <BundleSettings bundle={bundle} act={act} />}
      {isMaster && open.length > 0 && abilities.includes('ticket.close') && (
        <CloseAll bundle={bundle} count={open.length} refresh={refresh} />
      )}
    </div>
  );
}

type Act = (work: Promise<unknown>) => void;

function ChildMenu({ id, number, act }: { id: string; number: string; act: Act }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('bundle.more', { number })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => act(call(promoteTicket, { id }))}>{t('bundle.promote')}</Menu.Item>
        <Menu.Item onClick={() => act(call(unbundleTicket, { id }))}>{t('bundle.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function BundleSettings({ bundle, act }: { bundle: Bundle; act: Act }) {
  const { id } = bundle.master;
  const { version } = bundle;
  return (
    <div className="kelp-bundle-settings">
      <Select
        size="xs"
        label={t('bundle.mode')}
        data={[
          { value: 'sync_updates', label: t('bundle.sync') },
          { value: 'link_only', label: t('bundle.linkOnly') },
        ]}
        value={bundle.mode}
        allowDeselect={false}
        onChange={(mode) => mode && act(call(updateBundle, { id, version, mode: mode as Bundle['mode'] }))}
      />
      <Checkbox
        size="xs"
        label={t('bundle.reopens')}
        checked={bundle.reopensOnChildReply}
        onChange={(event) => act(call(updateBundle, { id, version, reopensOnChildReply: event.currentTarget.checked }))}
      />
    </div>
  );
}

/** What closing the master offers, before or after it is closed. */
function CloseAll({ bundle, count, refresh }: { bundle: Bundle; count: number; refresh: () => Promise<void> }) {
  async function closeAll() {
    try {
      const { closedCount } = await call(closeBundle, { id: bundle.master.id });
      toastSuccess(t('bundle.closed', { count: closedCount }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }
  return (
    <div className="kelp-bundle-close">
      {bundle.master.isClosed && <p>{t('bundle.stillOpen', { count })}</p>}
      <Button size="xs" variant="default" onClick={() => void closeAll()}>
        {t('bundle.closeAll', { count })}
      </Button>
    </div>
  );
}
