'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, ErrorState, PageHeader, PageLoading, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { archivePolicy, deletePolicy, publishPolicy, type Policy } from '../../contract';
import { useMay } from '../people-queries';
import { t } from '../strings';
import { useProof } from '../use-proof';
import { Assignments } from './assignments';
import { useComparison, usePolicy, usePolicyCatalogue, useRefreshPolicies } from './policy-queries';
import { RulesForm } from './rules-form';
import './policies.css';

/** One pack: the rules of its draft, what is in force, whom it narrows. */
export function PolicyPage({ id }: { id: string }) {
  const policy = usePolicy(id);
  const catalogue = usePolicyCatalogue();
  const failed = [policy, catalogue].find((query) => query.isError && !query.data);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!policy.data || !catalogue.data) return <PageLoading lines={8} />;
  const { data } = policy;
  const [latest] = data.revisions;
  const inForce = data.revisions.find(({ state }) => state === 'published');
  return (
    <div className="kelp-page">
      <PageHeader
        title={data.name}
        back={{ href: '/msp/settings/policies', label: t('policies.title') }}
        meta={
          <>
            <StatusBadge
              plain
              tone={inForce ? 'success' : 'neutral'}
              label={inForce ? t('policies.inForceAs', { number: inForce.number }) : t('policies.notInForce')}
            />{' '}
            {data.description}
          </>
        }
        actions={<PolicyActs policy={data} />}
      />
      <RulesForm key={`${data.version} ${latest?.id}`} policy={data} nouns={catalogue.data.nouns} />
      <DraftChanges policy={data} />
      <Assignments policy={data} />
      <History policy={data} />
    </div>
  );
}

/** What publishing the draft would change. */
function DraftChanges({ policy }: { policy: Policy }) {
  const draft = policy.revisions.find(({ state }) => state === 'draft');
  const inForce = policy.revisions.find(({ state }) => state === 'published');
  const { data } = useComparison(policy.id, inForce?.number, draft?.number);
  if (!draft || !inForce || !data) return null;
  return (
    <section aria-labelledby="kelp-draft-changes" className="kelp-policy-section">
      <h2 id="kelp-draft-changes">{t('policies.changes')}</h2>
      {data.added.length + data.removed.length === 0 && <p>{t('policies.noChanges')}</p>}
      <ul className="kelp-policies">
        {data.added.map((sentence) => (
          <li key={`+${sentence}`}>
            <StatusBadge plain tone="success" label={t('policies.added')} /> {sentence}
          </li>
        ))}
        {data.removed.map((sentence) => (
          <li key={`-${sentence}`}>
            <StatusBadge plain tone="warning" label={t('policies.removed')} /> {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ policy }: { policy: Policy }) {
  const past = policy.revisions.filter(({ state }) => state !== 'draft');
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="kelp-policy-history" className="kelp-policy-section">
      <h2 id="kelp-policy-history">{t('policies.history')}</h2>
      <ul className="kelp-policies">
        {past.map(({ id, number, state, publishedBy, rules, hidesCost }) => (
          <li key={id}>
            <strong>{t('policies.revision', { number })}</strong>{' '}
            <StatusBadge
              plain
              tone={state === 'published' ? 'success' : 'neutral'}
              label={t(state === 'published' ? 'policies.inForce' : 'policies.archived')}
            />
            <p>
              {[
                publishedBy && t('policies.by', { name: publishedBy }),
                ...rules.map(({ sentence }) => sentence),
                hidesCost && t('policies.costSentence'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Publish, take out of force, delete. */
function PolicyActs({ policy }: { policy: Policy }) {
  const may = useMay();
  const router = useRouter();
  const refresh = useRefreshPolicies();
  const { withProof, proofDialog } = useProof();
  const [asked, setAsked] = useState<'archive' | 'delete' | null>(null);
  const { id, name, revisions } = policy;
  const has = (state: string) => revisions.some((one) => one.state === state);

  async function publish() {
    try {
      await withProof(() => call(publishPolicy, { id }));
      toastSuccess(t('policies.published', { name }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  async function confirmed() {
    await withProof(() => call(asked === 'delete' ? deletePolicy : archivePolicy, { id }));
    if (asked === 'delete') router.push('/msp/settings/policies');
    await refresh();
  }

  return (
    <>
      {has('draft') && may('policy.publish') && <Button onClick={() => void publish()}>{t('policies.publish')}</Button>}
      {has('published') && may('policy.publish') && (
        <Button variant="default" onClick={() => setAsked('archive')}>
          {t('policies.archive')}
        </Button>
      )}
      {!has('published') && may('policy.delete') && (
        <Button variant="default" onClick={() => setAsked('delete')}>
          {t('roles.delete')}
        </Button>
      )}
      {asked && (
        <ConfirmDialog
          opened
          title={t(asked === 'delete' ? 'policies.deleteTitle' : 'policies.archiveTitle', { name })}
          confirmLabel={t(asked === 'delete' ? 'roles.delete' : 'policies.archive')}
          onConfirm={confirmed}
          onClose={() => setAsked(null)}
        >
          {t(asked === 'delete' ? 'policies.deleteText' : 'policies.archiveText')}
        </ConfirmDialog>
      )}
      {proofDialog}
    </>
  );
}
