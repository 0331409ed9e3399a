'use client';

import { ActionIcon, Button } from '@mantine/core';
import { IconArrowRight, IconCheck, IconLock, IconMailCheck, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { dismissFirstStep, listFirstSteps, type FirstStep, type FirstStepCard } from '@kelp/tenants/contract';
import { testMail } from '@kelp/mailboxes/contract';
import { toastError, translator } from '@kelp/ui';
import strings from './en.json';
import './first-steps.css';

const t = translator(strings);

const places: Record<FirstStep, string> = {
  mail_in: '/msp/settings/mailboxes',
  mail_out: '/msp/settings/mailboxes',
  client: '/msp/clients',
  contact: '/msp/contacts',
  mailbox: '/msp/settings/mailboxes',
  colleague: '/msp/settings/people',
  prices: '/msp/services',
  portal: '/msp/contacts',
  import: '/msp/settings/imports',
};

/**
 * What a fresh workspace needs, as cards that say whether each is done, can be done, or what it waits for; nothing once all is done or taken
 * off, and nothing that the person may not do. Whoever sets up a workspace that has just been made is led to the welcome.
 */
export function FirstSteps() {
  const router = useRouter();
  const cache = useQueryClient();
  const [showsDismissed, setShowsDismissed] = useState(false);
  const { data } = useQuery({
    queryKey: [listFirstSteps.name],
    queryFn: ({ signal }) => call(listFirstSteps, {}, { signal }),
    meta: { topics: ['tenant', 'client', 'contact', 'user', 'mailbox', 'mail'] },
    refetchInterval: ({ state }) => (state.data?.steps.some(({ test }) => test?.state === 'running') ? 2_000 : false),
  });
  const isWelcomed = data?.welcome !== null && data !== undefined;
  useEffect(() => {
    if (isWelcomed) router.replace('/msp/welcome');
  }, [isWelcomed, router]);
  const steps = data?.steps ?? [];
  const dismissed = steps.filter(({ isDismissed }) => isDismissed);
  const kept = steps.filter(({ isDismissed }) => !isDismissed);
  const isOver = kept.every(({ state }) => state === 'done');
  if (!data || isWelcomed || (isOver && dismissed.length === 0)) return null;

  const refreshAfter = (act: Promise<unknown>) =>
    void act.then(() => cache.invalidateQueries({ queryKey: [listFirstSteps.name] })).catch(toastError);
  const dismiss = (step: FirstStep, isDismissed: boolean) =>
    refreshAfter(call(dismissFirstStep, { step, isDismissed }));
  const test = (step: FirstStep) => refreshAfter(call(testMail, { way: step === 'mail_in' ? 'in' : 'out' }));
  return (
    <nav className="kelp-first-steps" aria-label={t('first.title')}>
      <p className="kelp-first-steps-title">
        {t('first.title')}
        {dismissed.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={showsDismissed}
            onClick={() => setShowsDismissed(!showsDismissed)}
          >
            {t('first.dismissed', { count: dismissed.length })}
          </Button>
        )}
      </p>
      <ul>
        {(isOver ? [] : kept).map((card) => (
          <Card
            key={card.step}
            card={card}
            onTest={() => test(card.step)}
            {...(data.mayDismiss ? { onDismiss: () => dismiss(card.step, true) } : {})}
          />
        ))}
        {showsDismissed &&
          dismissed.map(({ step }) => (
            <li key={step} data-state="dismissed">
              <span className="kelp-muted">{t(`first.${step}`)}</span>
              {data.mayDismiss && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('first.restore', { step: t(`first.${step}`) })}
                  onClick={() => dismiss(step, false)}
                >
                  {t('first.putBack')}
                </Button>
              )}
            </li>
          ))}
      </ul>
    </nav>
  );
}

interface CardProps {
  card: FirstStepCard;
  onTest: () => void;
  onDismiss?: () => void;
}

function Card({ card: { step, state, needs, test }, onTest, onDismiss }: CardProps) {
  const words = (
    <span>
      <strong>{t(`first.${step}`)}</strong>
      <span className="kelp-muted">
        {state === 'done' && t('first.done')}
        {state === 'open' && !test && t(`first.${step}.text`)}
        {test && (
          <span aria-live="polite">
            {test.state === 'none' && t(`first.${step}.text`)}
            {test.state === 'running' && t('first.testing')}
            {test.state === 'failed' && t('first.failed', { reason: test.text })}
          </span>
        )}
        {state === 'blocked' && needs && t('first.blocked', { step: t(`first.${needs}`) })}
      </span>
    </span>
  );
  return (
    <li data-state={state}>
      {state === 'done' && (
        <div>
          <IconCheck size={16} aria-hidden="true" />
          {words}
        </div>
      )}
      {state === 'blocked' && (
        <div>
          <IconLock size={16} aria-hidden="true" />
          {words}
        </div>
      )}
      {test && (
        <div>
          <IconMailCheck size={16} aria-hidden="true" />
          {words}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('first.testStep', { step: t(`first.${step}`) })}
            loading={test.state === 'running'}
            onClick={onTest}
          >
            {t('first.test')}
          </Button>
        </div>
      )}
      {state === 'open' && !test && (
        <Link href={places[step]}>
          <IconArrowRight size={16} aria-hidden="true" />
          {words}
        </Link>
      )}
      {onDismiss && state !== 'done' && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('first.dismiss', { step: t(`first.${step}`) })}
          onClick={onDismiss}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
