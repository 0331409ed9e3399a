'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ExactTime,
  PageHeader,
  QueryState,
  SavedForm,
  Section,
  toastError,
  toastSuccess,
} from '@kelp/ui';
import {
  archiveServiceRequestDefinition,
  deleteServiceRequestDefinition,
  publishServiceRequestDefinition,
  restoreServiceRequestDefinition,
  updateServiceRequestDefinition,
  type RequestContent,
  type ServiceRequestDefinition,
} from '../../requests/contract';
import { DefinitionState } from './catalogue-page';
import { useDefinition, useRefreshCatalogue } from './catalogue-queries';
import { draftOf, inputOf } from './form-draft';
import { AudienceFields, FormFacts, TicketPlanFields } from './form-facts';
import { FormPreview } from './form-preview';
import { QuestionsSection } from './questions-section';
import { t } from './strings';
import '../requests/requests.css';

/** One form of the catalogue: designed, looked at as clients see it, published, archived. */
export function ServiceFormPage({ id }: { id: string }) {
  const query = useDefinition(id);
  return query.data ? (
    <Designer key={query.data.version} definition={query.data} />
  ) : (
    <div className="kelp-page">
      <QueryState query={query} lines={8} />
    </div>
  );
}

function Designer({ definition }: { definition: ServiceRequestDefinition }) {
  const { id, version, versions, abilities } = definition;
  const refresh = useRefreshCatalogue();
  const [draft, setDraft] = useState(() => draftOf(definition));
  const [shown, setShown] = useState<RequestContent | null>(null);
  const put = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const isClean = JSON.stringify(draft) === JSON.stringify(draftOf(definition));
  const part = { draft, put, mayChange: abilities.includes('service_request_definition.update') };

  async function save(): Promise<number> {
    if (isClean) return version;
    return (await call(updateServiceRequestDefinition, { id, version, ...inputOf(draft) })).version;
  }

  return (
    <div className="kelp-page">
      <PageHeader
        title={definition.name}
        back={{ href: '/msp/settings/service-catalogue', label: t('title') }}
        meta={<DefinitionState card={definition} />}
        actions={
          <>
            <Button variant="default" onClick={() => setShown(draft)}>
              {t('preview')}
            </Button>
            <Acts definition={definition} isClean={isClean} save={save} />
          </>
        }
      />
      <SavedForm
        gap="md"
        maw={860}
        mayChange={part.mayChange}
        isClean={isClean}
        saveLabel={t('save')}
        discardLabel={t('discard')}
        onDiscard={() => setDraft(draftOf(definition))}
        onSave={async () => {
          await save();
          toastSuccess(t('saved', { name: draft.name }));
          await refresh();
        }}
      >
        <FormFacts {...part} />
        <QuestionsSection fields={draft.fields} mayChange={part.mayChange} onChange={(fields) => put({ fields })} />
        <TicketPlanFields {...part} />
        <AudienceFields {...part} />
      </SavedForm>
      {versions.length > 0 && <Versions versions={versions} onShow={setShown} />}
      {shown && <FormPreview content={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Versions({
  versions,
  onShow,
}: {
  versions: ServiceRequestDefinition['versions'];
  onShow: (content: RequestContent) => void;
}) {
  return (
    <Section title={t('versions')}>
      <ul className="kelp-rq-questions">
        {versions.map(({ id, number, publishedAt, publishedBy, content }) => (
          <li key={id}>
            <span className="kelp-rq-question">
              <strong>{t('versions.one', { number, name: content.name })}</strong>
              <span className="kelp-muted">
                {publishedBy && `${publishedBy}, `}
                <ExactTime at={publishedAt} />
              </span>
            </span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('versions.showOne', { number })}
              onClick={() => onShow(content)}
            >
              {t('versions.show')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Act = 'archive' | 'restore' | 'delete';
const acts = {
  archive: archiveServiceRequestDefinition,
  restore: restoreServiceRequestDefinition,
  delete: deleteServiceRequestDefinition,
};

/** Publish, take away, offer again, delete. */
function Acts({
  definition,
  isClean,
  save,
}: {
  definition: ServiceRequestDefinition;
  isClean: boolean;
  save: () => Promise<number>;
}) {
  const { id, name, state, hasChanges, requests, abilities } = definition;
  const router = useRouter();
  const refresh = useRefreshCatalogue();
  const [asked, setAsked] = useState<Act | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const may = (act: string) => abilities.includes(`service_request_definition.${act}`);

  async function publish() {
    setPublishing(true);
    try {
      const { number } = await call(publishServiceRequestDefinition, { id, version: await save() });
      toastSuccess(t('published', { name, number }));
    } catch (error) {
      toastError(error);
    } finally {
      await refresh();
      setPublishing(false);
    }
  }

  async function confirmed() {
    if (!asked) return;
    await call(acts[asked], { id });
    toastSuccess(t(`${asked}.done`, { name }));
    if (asked === 'delete') router.push('/msp/settings/service-catalogue');
    await refresh();
  }

  const button = (act: Act) => (
    <Button variant="default" onClick={() => setAsked(act)}>
      {t(act)}
    </Button>
  );
  return (
    <>
      {requests === 0 && may('delete') && button('delete')}
      {state === 'published' && may('publish') && button('archive')}
      {state === 'archived' && may('publish') && button('restore')}
      {may('publish') && (
        <Button
          loading={isPublishing}
          disabled={state === 'published' && !hasChanges && isClean}
          onClick={() => void publish()}
        >
          {t('publish')}
        </Button>
      )}
      {asked && (
        <ConfirmDialog
          opened
          danger={asked === 'delete'}
          title={t(`${asked}.title`, { name })}
          confirmLabel={t(asked)}
          onConfirm={confirmed}
          onClose={() => setAsked(null)}
        >
          <p>{t(`${asked}.text`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
