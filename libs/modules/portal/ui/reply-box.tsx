'use client';

import { Button, Textarea } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { errorSentence, Kbd, toastSuccess, useKeys } from '@kelp/ui';
import { reopenPortalTicket, replyToPortalTicket, type PortalTicket } from '../contract';
import { AttachButton, AttachedFiles, useUploads } from './attachments';
import { t } from './strings';
import { useDraft } from './use-draft';

interface ReplyBoxProps {
  ticket: PortalTicket;
  onDone: () => Promise<unknown>;
}

/** Where a client answers. The draft stays on this device until it is sent; on a closed request it asks "still broken?". */
export function ReplyBox({ ticket, onDone }: ReplyBoxProps) {
  const [text, setText] = useDraft(`ticket.${ticket.id}`);
  const uploads = useUploads();
  const router = useRouter();
  const [working, setWorking] = useState<'reply' | 'reopen' | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { isClosed } = ticket.status;
  const mayReopen = isClosed && ticket.abilities.includes('portal_ticket.reopen');

  async function run(kind: 'reply' | 'reopen', work: () => Promise<void>) {
    if (working) return;
    setWorking(kind);
    setFailure(null);
    try {
      await work();
      await onDone();
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setWorking(null);
    }
  }

  const reply = () =>
    run('reply', async () => {
      const sent = await call(replyToPortalTicket, { id: ticket.id, text, uploads: uploads.files.map(({ id }) => id) });
      setText('');
      uploads.clear();
      if (sent.ticketId !== ticket.id) {
        toastSuccess(t('ticket.replyFollowed'));
        router.push(`/client-portal/tickets/${sent.ticketId}`);
        return;
      }
      toastSuccess(sent.isReopened ? t('ticket.reopened', { number: ticket.number }) : t('ticket.replySent'));
    });
  const reopen = () =>
    run('reopen', async () => {
      await call(reopenPortalTicket, { id: ticket.id });
      toastSuccess(t('ticket.reopened', { number: ticket.number }));
    });
  const canSend = text.trim() !== '' && uploads.sending.length === 0;
  useKeys('page', { r: { label: t('ticket.replyShow'), run: () => field.current?.focus() } });
  useKeys('form', { 'Mod+Enter': { label: t('ticket.replySend'), run: () => canSend && void reply() } });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (canSend) void reply();
  }

  return (
    <form method="post" className="kelp-p-reply" onSubmit={submit}>
      <Textarea
        ref={field}
        label={isClosed ? t('ticket.stillBroken') : t('ticket.reply')}
        description={isClosed ? t('ticket.stillBrokenText') : undefined}
        placeholder={t('ticket.replyBox')}
        autosize
        minRows={3}
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <AttachedFiles uploads={uploads} />
      {failure && (
        <p role="alert" className="kelp-field-error">
          {failure}
        </p>
      )}
      <div className="kelp-p-row-actions">
        <AttachButton uploads={uploads} />
        <span className="kelp-p-grow kelp-muted kelp-p-hint">{text.trim() !== '' && t('draft.kept')}</span>
        {mayReopen && (
          <Button variant="default" loading={working === 'reopen'} onClick={() => void reopen()}>
            {t('ticket.reopen')}
          </Button>
        )}
        <Button type="submit" loading={working === 'reply'} disabled={!canSend} rightSection={<Kbd keys="mod+enter" />}>
          {t('ticket.replySend')}
        </Button>
      </div>
    </form>
  );
}
