'use client';

import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { FormFields, typedValues } from '@kelp/fields/screens';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { errorSentence, toastSuccess } from '@kelp/ui';
import { fillPortalTicket, type PortalTicket } from '../contract';
import { t } from './strings';

/** What the support team shows of a request's custom fields; those left to the client are filled in here. */
export function TicketFields({ ticket, onDone }: { ticket: PortalTicket; onDone: () => Promise<unknown> }) {
  const [isEditing, setEditing] = useState(false);
  const mayFill =
    !ticket.status.isClosed &&
    ticket.abilities.includes('portal_ticket.comment') &&
    ticket.fields.some(({ isEditable }) => isEditable);
  if (ticket.fields.length === 0) return null;
  if (isEditing) return <Editor ticket={ticket} onDone={onDone} onClose={() => setEditing(false)} />;
  return (
    <section className="kelp-p-panel" aria-label={t('fields.title')}>
      <dl className="kelp-facts">
        {ticket.fields.map(({ key, label, words }) => (
          <div className="kelp-fact" key={key}>
            <dt>{label}</dt>
            <dd>
              <span className="kelp-fact-value">{words || t('fields.empty')}</span>
            </dd>
          </div>
        ))}
      </dl>
      {mayFill && (
        <Button variant="default" size="xs" onClick={() => setEditing(true)}>
          {t('fields.edit')}
        </Button>
      )}
    </section>
  );
}

function Editor({
  ticket,
  onDone,
  onClose,
}: {
  ticket: PortalTicket;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const fields = ticket.fields
    .filter(({ isEditable }) => isEditable)
    .map((field) => ({ ...field, initial: field.value }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      await call(fillPortalTicket, { id: ticket.id, custom: typedValues(fields, values, 'USD') });
      toastSuccess(t('fields.saved'));
      await onDone();
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setSaving(false);
    }
  }

  return (
    <form method="post" className="kelp-p-panel kelp-confirm" onSubmit={(event) => void submit(event)}>
      <FormFields
        fields={fields}
        values={values}
        onChange={setValues}
        errors={isAppError(failure) ? (failure.fields ?? {}) : {}}
      />
      {failure !== null && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(failure)}
        </p>
      )}
      <div className="kelp-actions">
        <Button variant="default" onClick={onClose}>
          {t('fields.cancel')}
        </Button>
        <Button type="submit" loading={saving}>
          {t('fields.save')}
        </Button>
      </div>
    </form>
  );
}
