'use client';

import { Button } from '@mantine/core';
import { useCallback, useState, type FormEvent } from 'react';
import { isAppError } from '@kelp/std';
import { errorSentence, useReady } from '@kelp/ui';
import type { PortalRequestForm } from '../../requests/contract';
import { t } from '../strings';
import { answersOf, FormQuestions } from './form-questions';

interface ServiceFormProps {
  form: PortalRequestForm;
  /** Sends what was answered, by question; what it throws is shown. */
  onSend: (answers: Record<string, unknown>) => Promise<void>;
  /** The form is another one since. */
  onChanged: () => void;
}

/** The questions of a form with the button that sends them. */
export function ServiceForm({ form, onSend, onChanged }: ServiceFormProps) {
  const isReady = useReady();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [sending, setSending] = useState<readonly string[]>([]);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const put = useCallback((key: string, value: unknown) => setValues((all) => ({ ...all, [key]: value })), []);
  const noteSending = useCallback(
    (key: string, is: boolean) => setSending((all) => [...all.filter((one) => one !== key), ...(is ? [key] : [])]),
    [],
  );
  const { fields, colleagues, needsApproval } = form;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isSaving || sending.length > 0) return;
    setSaving(true);
    setFailure(null);
    try {
      await onSend(answersOf(fields, values));
    } catch (error) {
      setFailure(error);
      if (isAppError(error) && error.id === 'service_request.form_changed') onChanged();
      setSaving(false);
    }
  }

  return (
    <form method="post" className="kelp-p-ask" noValidate onSubmit={(event) => void submit(event)}>
      <FormQuestions
        fields={fields}
        values={values}
        onChange={put}
        errors={isAppError(failure) ? (failure.fields ?? {}) : {}}
        colleagues={colleagues}
        onSending={noteSending}
      />
      {needsApproval && <p className="kelp-muted">{t('services.approvalHint')}</p>}
      {failure !== null && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(failure)}
        </p>
      )}
      <div className="kelp-p-row-actions">
        <span className="kelp-p-grow" />
        <Button type="submit" loading={isSaving} disabled={!isReady || sending.length > 0}>
          {t('services.send')}
        </Button>
      </div>
    </form>
  );
}
