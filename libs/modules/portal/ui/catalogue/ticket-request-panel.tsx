'use client';

import { Section } from '@kelp/ui';
import { useRequestsOfTicket } from './catalogue-queries';
import { RequestAnswers } from './request-answers';
import { PriceLine } from '../requests/price-line';
import { t } from './strings';

/** The form by which a ticket was asked for, with its answers; nothing on other tickets. */
export function TicketRequestPanel({ ticketId }: { ticketId: string }) {
  const { data } = useRequestsOfTicket(ticketId);
  return data?.rows.map(({ id, name, requester, enteredBy, versionNumber, answers, price, decidedBy }) => (
    <Section key={id} title={name}>
      <div className="kelp-rq-fields">
        <p className="kelp-muted">
          {requester} · {t('requests.version', { number: versionNumber })}
        </p>
        {enteredBy && <p className="kelp-muted">{t('requests.enteredBy', { name: enteredBy })}</p>}
        {price && (
          <p>
            <PriceLine price={price} />
          </p>
        )}
        {answers.length > 0 && <RequestAnswers answers={answers} />}
        {decidedBy && <p className="kelp-muted">{t('requests.approvedBy', { name: decidedBy })}</p>}
      </div>
    </Section>
  ));
}
