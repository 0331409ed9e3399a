'use client';

import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, ExactTime, Section, toastError, toastSuccess, useKeys } from '@kelp/ui';
import { undoMerge, unlinkTickets, type TicketRelations } from '../contract';
import { BundlePart } from './bundle-part';
import type { OpenRelate } from './relate-dialogs';
import { RelatedTicketLine } from './related-ticket-line';
import { useRefreshTickets, useRelations } from './relation-queries';
import { t } from './strings';
import type { Ticket } from './ticket-queries';
import './relations.css';

const RelateDialogs = lazy(() => import('./relate-dialogs'));

/** What a ticket has to do with others: its bundle, links and merged tickets. */
export function RelatedPanel({ ticket }: { ticket: Ticket }) {
  const query = useRelations(ticket.id);
  const [open, setOpen] = useState<OpenRelate>(null);
  const abilities = query.data?.abilities ?? [];
  const may = (name: string) => abilities.includes(name) && !ticket.mergedInto;
  useKeys(
    'page',
    { b: { label: t('key.bundle'), run: () => setOpen({ kind: 'bundle' }) } },
    { enabled: may('ticket.bundle') && !ticket.master, title: t('ticket.keys') },
  );
  return (
    <Section
      title={t('relate.title')}
      actions={<RelateMenu may={may} isChild={ticket.master !== null} onOpen={setOpen} />}
    >
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Relations ticket={ticket} relations={query.data} />}
      {open && (
        <Suspense fallback={null}>
          <RelateDialogs open={open} ticket={ticket} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Section>
  );
}

interface RelateMenuProps {
  may: (ability: string) => boolean;
  isChild: boolean;
  onOpen: (open: OpenRelate) => void;
}

function RelateMenu({ may, isChild, onOpen }: RelateMenuProps) {
  const kinds = [
    ...(may('ticket.bundle') && !isChild ? (['bundle'] as const) : []),
    ...(may('ticket.merge') ? (['merge'] as const) : []),
    ...(may('ticket.update') ? (['link'] as const) : []),
  ];
  if (kinds.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('relate.add')}>
          <IconPlus size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onOpen({ kind })}>
            {t(`relate.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Relations({ ticket, relations }: { ticket: Ticket; relations: TicketRelations }) {
  const { bundle, links, merged, abilities } = relations;
  if (!bundle && links.length + merged.length === 0) return <p className="kelp-muted">{t('relate.none')}</p>;
  return (
    <>
      {bundle && <BundlePart ticketId={ticket.id} bundle={bundle} abilities={abilities} />}
      {links.length > 0 && <Links ticketId={ticket.id} links={links} mayUnlink={abilities.includes('ticket.update')} />}
      {merged.length > 0 && <Merged merged={merged} mayUndo={abilities.includes('ticket.merge')} />}
    </>
  );
}

interface LinksProps {
  ticketId: string;
  links: TicketRelations['links'];
  mayUnlink: boolean;
}

function Links({ ticketId, links, mayUnlink }: LinksProps) {
  const refresh = useRefreshTickets();
  const wordings = [...new Set(links.map(({ wording }) => wording))];
  return wordings.map((wording) => (
    <div key={wording} className="kelp-relation-part">
      <h3>{t(`link.${wording}`)}</h3>
      <ul className="kelp-related-list">
        {links
          .filter((link) => link.wording === wording)
          .map(({ id, ticket }) => (
            <RelatedTicketLine
              key={id}
              ticket={ticket}
              end={
                mayUnlink && (
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    aria-label={t('link.remove', { number: ticket.number })}
                    onClick={() => void call(unlinkTickets, { id: ticketId, linkId: id }).then(refresh, toastError)}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                )
              }
            />
          ))}
      </ul>
    </div>
  ));
}

function Merged({ merged, mayUndo }: { merged: TicketRelations['merged']; mayUndo: boolean }) {
  const refresh = useRefreshTickets();
  async function undo(id: string, number: string) {
    try {
      await call(undoMerge, { id });
      toastSuccess(t('merge.undone', { number }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }
  return (
    <div className="kelp-relation-part">
      <h3>{t('merge.merged')}</h3>
      <ul className="kelp-related-list">
        {merged.map(({ ticket, mergedAt, mergedBy, undoUntil }) => (
          <li key={ticket.id} className="kelp-related">
            <span className="kelp-related-what">
              <span>
                <span className="kelp-num">{ticket.number}</span> {ticket.title}
              </span>
              <span className="kelp-muted">
                {t('merge.by', { name: mergedBy })} <ExactTime at={mergedAt} />
              </span>
            </span>
            {mayUndo && undoUntil && (
              <Button size="compact-xs" variant="default" onClick={() => void undo(ticket.id, ticket.number)}>
                {t('merge.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
