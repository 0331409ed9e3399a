'use client';

import { Select, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import {
  linkTickets,
  linkWording,
  mergeTickets,
  splitComment,
  type CommentCard,
  type LinkWording,
  type RelatedTicket,
} from '../contract';
import { BundleDialog } from './bundle-dialog';
import { useRefreshTickets } from './relation-queries';
import { t } from './strings';
import { TicketPicker } from './ticket-picker';

/** What is open to relate a ticket to another. */
export type OpenRelate = { kind: 'bundle' | 'merge' | 'link' } | { kind: 'split'; comment: CommentCard } | null;

interface RelateProps {
  ticket: { id: string; number: string };
  onClose: () => void;
}

function MergeDialog({ ticket, onClose }: RelateProps) {
  const [target, setTarget] = useState<RelatedTicket | null>(null);
  const refresh = useRefreshTickets();
  async function submit() {
    if (!target) throw invalid(t('relate.choose'));
    await call(mergeTickets, { id: target.id, sourceIds: [ticket.id] });
    toastSuccess(t('merge.done', { from: ticket.number, into: target.number }));
    // The page of a merged ticket leads on to where it went by itself (RelationBanner).
    await refresh();
  }
  return (
    <FormDialog
      title={t('merge.title', { number: ticket.number })}
      submitLabel={t('merge.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <TicketPicker
        label={t('merge.into')}
        exceptIds={[ticket.id]}
        mergeableWith={ticket.id}
        value={target}
        onChange={setTarget}
      />
      <p className="kelp-muted">{t('merge.hint', { number: ticket.number })}</p>
    </FormDialog>
  );
}

function LinkDialog({ ticket, onClose }: RelateProps) {
  const [other, setOther] = useState<RelatedTicket | null>(null);
  const [kind, setKind] = useState<LinkWording>('relates');
  const refresh = useRefreshTickets();
  async function submit() {
    if (!other) throw invalid(t('relate.choose'));
    await call(linkTickets, { id: ticket.id, otherId: other.id, kind });
    await refresh();
  }
  return (
    <FormDialog
      title={t('link.title', { number: ticket.number })}
      submitLabel={t('link.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('link.kind', { number: ticket.number })}
        data={linkWording.options.map((value) => ({ value, label: t(`link.${value}`) }))}
        value={kind}
        onChange={(value) => value && setKind(value as LinkWording)}
        allowDeselect={false}
      />
      <TicketPicker label={t('link.other')} exceptIds={[ticket.id]} value={other} onChange={setOther} />
      <p className="kelp-muted">{t('link.hint')}</p>
    </FormDialog>
  );
}

function SplitDialog({ ticket, comment, onClose }: RelateProps & { comment: CommentCard }) {
  const [title, setTitle] = useState(comment.text.trim().split('\n')[0]?.slice(0, 120) ?? '');
  const refresh = useRefreshTickets();
  const router = useRouter();
  async function submit() {
    const { id, number } = await call(splitComment, { id: ticket.id, commentId: comment.id, title });
    toastSuccess(t('split.done', { number }));
    await refresh();
    router.push(`/msp/tickets/${id}`);
  }
  return (
    <FormDialog title={t('split.title')} submitLabel={t('split.submit')} onSubmit={submit} onClose={onClose}>
      <TextInput
        label={t('split.newTitle')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        data-autofocus
      />
      <p className="kelp-muted">{t('split.hint', { number: ticket.number })}</p>
    </FormDialog>
  );
}

/** The dialogs that relate tickets; loaded when the first of them opens. */
export default function RelateDialogs({ open, ticket, onClose }: RelateProps & { open: OpenRelate }) {
  if (open?.kind === 'bundle') return <BundleDialog ids={[ticket.id]} onClose={onClose} />;
  if (open?.kind === 'merge') return <MergeDialog ticket={ticket} onClose={onClose} />;
  if (open?.kind === 'link') return <LinkDialog ticket={ticket} onClose={onClose} />;
  if (open?.kind === 'split') return <SplitDialog ticket={ticket} comment={open.comment} onClose={onClose} />;
  return null;
}
