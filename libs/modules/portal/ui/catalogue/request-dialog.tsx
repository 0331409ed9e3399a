'use client';

import { Anchor, Button, Textarea } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { Dialog, ExactTime, QueryState, toastError, toastSuccess } from '@kelp/ui';
import { approveServiceRequest, refuseServiceRequest, type getServiceRequest } from '../../requests/contract';
import { useRefreshCatalogue, useServiceRequest } from './catalogue-queries';
import { RequestAnswers } from './request-answers';
import { RequestBadge } from './request-badge';
import { t } from './strings';

type Whole = z.output<typeof getServiceRequest.output>;

/** One request with its answers; who may, decides it in place of the client's Admin. */
export function RequestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useServiceRequest(id);
  return (
    <Dialog opened onClose={onClose} title={query.data?.name ?? t('requests.one')} size="lg">
      <QueryState query={query} lines={4} />
      {query.data && <Shown request={query.data} onClose={onClose} />}
    </Dialog>
  );
}

function Shown({ request, onClose }: { request: Whole; onClose: () => void }) {
  const { client, requester, state, createdAt, versionNumber, answers, files, reason, decidedBy, ticket, abilities } =
    request;
  return (
    <div className="kelp-rq-fields">
      <p>
        <RequestBadge state={state} /> · {requester}, {client.name} · <ExactTime at={createdAt} /> ·{' '}
        {t('requests.version', { number: versionNumber })}
      </p>
      {request.enteredBy && <p className="kelp-muted">{t('requests.enteredBy', { name: request.enteredBy })}</p>}
      <RequestAnswers answers={answers} />
      {files.length > 0 && !ticket && <p className="kelp-muted">{t('requests.files', { count: files.length })}</p>}
      {decidedBy && (
        <p className="kelp-rq-prose">
          {t(state === 'refused' ? 'requests.refusedBy' : 'requests.approvedBy', { name: decidedBy })} {reason}
        </p>
      )}
      {ticket && (
        <p>
          <Anchor component={Link} href={`/msp/tickets/${ticket.id}`}>
            {t('requests.ticket', { number: ticket.number })}
          </Anchor>
        </p>
      )}
      {abilities.includes('service_request.decide') && <Decide request={request} onClose={onClose} />}
    </div>
  );
}

function Decide({ request: { id, name }, onClose }: { request: Whole; onClose: () => void }) {
  const refresh = useRefreshCatalogue();
  const [reason, setReason] = useState('');
  const [isWorking, setWorking] = useState(false);

  async function decide(isApproved: boolean) {
    setWorking(true);
    try {
      await (isApproved ? call(approveServiceRequest, { id }) : call(refuseServiceRequest, { id, reason }));
      toastSuccess(t(isApproved ? 'requests.approved' : 'requests.isRefused', { name }));
      await refresh();
      onClose();
    } catch (error) {
      toastError(error);
      setWorking(false);
    }
  }

  return (
    <>
      <Textarea
        label={t('requests.reason')}
        description={t('requests.reasonHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="kelp-actions">
        <Button variant="default" disabled={isWorking || reason.trim() === ''} onClick={() => void decide(false)}>
          {t('requests.refuse')}
        </Button>
        <Button loading={isWorking} onClick={() => void decide(true)}>
          {t('requests.approve')}
        </Button>
      </div>
    </>
  );
}
