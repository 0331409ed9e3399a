'use client';

import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import { FormFields, typedValues } from '@kelp/fields/screens';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { errorSentence, toastSuccess, useKeys } from '@kelp/ui';
import { createPortalTicket } from '../contract';
import { AttachButton, AttachedFiles, useUploads } from './attachments';
import { usePortalTicketForm } from './portal-queries';
import { t } from './strings';
import { useDraft } from './use-draft';

/** "How can we help?": one line first; the rest of the short form comes when somebody begins to write. */
export function AskBox() {
  const router = useRouter();
  const cache = useQueryClient();
  const uploads = useUploads();
  const [title, setTitle] = useDraft('new.title');
  const [details, setDetails] = useDraft('new.details');
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [custom, setCustom] = useState<Record<string, unknown>>({});
  const field = useRef<HTMLInputElement>(null);
  const isOpen = title !== '' || details !== '' || uploads.files.length > 0;
  const asked = usePortalTicketForm(isOpen).data?.fields ?? [];
  useKeys('page', { n: { label: t('home.help'), run: () => field.current?.focus() } });

  function discard() {
    setTitle('');
    setDetails('');
    uploads.clear();
    setCustom({});
    setFailure(null);
    field.current?.focus();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending || uploads.sending.length > 0) return;
    setSending(true);
    setFailure(null);
    try {
      const sent = await call(createPortalTicket, {
        title,
        description: details,
        uploads: uploads.files.map(({ id }) => id),
        custom: typedValues(asked, custom, 'USD'),
      });
      discard();
      toastSuccess(t('home.sent', { number: sent.number }));
      void cache.invalidateQueries();
      router.push(`/client-portal/tickets/${sent.id}`);
    } catch (error) {
      setFailure(error);
    } finally {
      setSending(false);
    }
  }

  return (
    <form method="post" className="kelp-p-ask" onSubmit={(event) => void submit(event)}>
      <label htmlFor="ask-title">
        <h1>{t('home.help')}</h1>
      </label>
      <TextInput
        id="ask-title"
        ref={field}
        size="lg"
        placeholder={t('home.helpHint')}
        value={title}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {isOpen && (
        <>
          <Textarea
            label={t('home.details')}
            description={t('home.detailsHint')}
            autosize
            minRows={3}
            maxRows={14}
            value={details}
            onChange={(event) => setDetails(event.currentTarget.value)}
          />
          <FormFields
            fields={asked}
            values={custom}
            onChange={setCustom}
            errors={isAppError(failure) ? (failure.fields ?? {}) : {}}
          />
          <AttachedFiles uploads={uploads} />
          {failure !== null && (
            <p role="alert" className="kelp-field-error">
              {errorSentence(failure)}
            </p>
          )}
          <div className="kelp-p-row-actions">
            <AttachButton uploads={uploads} />
            <span className="kelp-p-grow" />
            <Button variant="default" onClick={discard}>
              {t('home.discard')}
            </Button>
            <Button type="submit" loading={sending} disabled={title.trim() === '' || uploads.sending.length > 0}>
              {t('home.send')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
