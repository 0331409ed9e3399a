'use client';

import { Button } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, ExactTime, Facts, PageLoading, Section, toastError, toastSuccess } from '@kelp/ui';
import { resendOutgoing, type OutgoingMailCard } from '../contract';
import { useOutgoingMail, useRefreshMailboxes } from './mailbox-queries';
import { MailState } from './mail-state';
import strings from '../i18n/en.json';
import { t } from './strings';

const again = ['failed', 'bounced', 'complained', 'suppressed'];

/** The name of a state in a history, which knows reports too. */
function stateWord(state: string): string {
  const key = `mailState.${state}`;
  return key in strings ? t(key as keyof typeof strings) : state;
}

function factsOf(mail: OutgoingMailCard) {
  const { templateSource, templateVersion: version } = mail;
  const text = templateSource === 'tenant' ? t('out.textOwn', { version: version ?? 1 }) : t('out.textShipped');
  return [
    { key: 'state', label: t('out.state'), value: <MailState state={mail.state} /> },
    { key: 'from', label: t('out.from'), value: mail.from },
    { key: 'subject', label: t('out.subject'), value: mail.subject || t('out.security') },
    { key: 'text', label: t('out.text'), value: `${mail.template}, ${text}` },
    ...(mail.transport ? [{ key: 'server', label: t('out.server'), value: t(`out.server.${mail.transport}`) }] : []),
    ...(mail.nextAt ? [{ key: 'next', label: t('out.next'), value: <ExactTime at={mail.nextAt} /> }] : []),
    ...(mail.files.length > 0 ? [{ key: 'files', label: t('out.files'), value: mail.files.join(', ') }] : []),
    { key: 'id', label: t('out.messageId'), value: <code style={{ wordBreak: 'break-all' }}>{mail.messageId}</code> },
  ];
}

function History({ mail }: { mail: OutgoingMailCard }) {
  return (
    <Section title={t('out.timeline')}>
      <ol className="kelp-entries">
        {mail.timeline.map((line) => (
          <li key={line.id} className="kelp-entry">
            <span className="kelp-entry-words">
              <strong>{stateWord(line.state)}</strong>
              {line.detail && <span className="kelp-muted">{line.detail}</span>}
            </span>
            <span className="kelp-muted">
              <ExactTime at={line.at} />
              {line.attempt > 1 && ` (${t('out.attempt', { count: line.attempt })})`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One message: its facts, everything that happened to it, and the way to send it again. */
export function MailDetails({ id, mayChange, onClose }: { id: string; mayChange: boolean; onClose: () => void }) {
  const query = useOutgoingMail(id);
  const refresh = useRefreshMailboxes();
  const mail = query.data;

  async function resend() {
    try {
      await call(resendOutgoing, { id });
      toastSuccess(t('out.resent'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Dialog opened onClose={onClose} size="lg" title={mail ? t('out.details', { to: mail.to }) : t('out.title')}>
      {query.isPending && <PageLoading />}
      {query.isError && !mail && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {mail && (
        <>
          <Facts facts={factsOf(mail)} />
          <History mail={mail} />
          {mayChange && again.includes(mail.state) && (
            <div className="kelp-actions">
              <Button onClick={() => void resend()}>{t('out.resend')}</Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
