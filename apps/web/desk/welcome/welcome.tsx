'use client';

import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState, type ComponentType } from 'react';
import { call } from '@kelp/kernel/client';
import { listFirstSteps, passWelcome, welcomeStep, type WelcomeStep } from '@kelp/tenants/contract';
import { PageHeader, QueryState, toastError, toastSuccess } from '@kelp/ui';
import { BillingStep } from './billing-step';
import { CompanyStep } from './company-step';
import { ClientStep, ContactStep } from './party-steps';
import type { StepProps } from './step';
import { t } from './strings';
import { TeamStep } from './team-step';
import { TicketingStep } from './ticketing-step';
import './welcome.css';

const steps = welcomeStep.options;
const pages: Record<WelcomeStep, ComponentType<StepProps>> = {
  company: CompanyStep,
  team: TeamStep,
  client: ClientStep,
  contact: ContactStep,
  billing: BillingStep,
  ticketing: TicketingStep,
};

/** Leads a new workspace to its first ticket; goes on where it was left, on whatever device. */
export function Welcome() {
  const query = useQuery({
    queryKey: [listFirstSteps.name],
    queryFn: ({ signal }) => call(listFirstSteps, {}, { signal }),
  });
  if (!query.data) return <QueryState query={query} lines={5} />;
  return <Pages start={query.data.welcome ?? 'company'} />;
}

function Pages({ start }: { start: WelcomeStep }) {
  const router = useRouter();
  const cache = useQueryClient();
  const [step, setStep] = useState(start);
  const at = steps.indexOf(step);
  const Page = pages[step];

  async function pass(left: readonly WelcomeStep[]) {
    await call(passWelcome, { steps: [...left] });
    await cache.invalidateQueries({ queryKey: [listFirstSteps.name] });
    const next = steps.find((_, place) => place > steps.indexOf(left.at(-1) ?? step));
    if (next) setStep(next);
    else router.push('/msp');
  }

  const later = () =>
    void pass(steps)
      .then(() => toastSuccess(t('later.done')))
      .catch(toastError);
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        meta={t('lead')}
        actions={
          <Button size="xs" variant="default" onClick={later}>
            {t('later')}
          </Button>
        }
      />
      <div className="kelp-welcome">
        <ol aria-label={t('steps')}>
          {steps.map((one, place) => (
            <li key={one} aria-current={one === step ? 'step' : undefined}>
              <button type="button" onClick={() => setStep(one)}>
                {place < at ? <IconCheck size={14} aria-label={t('passed')} /> : <span>{place + 1}</span>}
                {t(`step.${one}`)}
              </button>
            </li>
          ))}
        </ol>
        <section aria-labelledby="welcome-step">
          <h2 id="welcome-step">{t(`step.${step}`)}</h2>
          <Page
            key={step}
            onDone={() => pass([step])}
            onSkip={() => void pass([step]).catch(toastError)}
            onBackTo={setStep}
          />
        </section>
      </div>
    </div>
  );
}
