'use client';

import { Alert, Button, Grid, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  ConfirmDialog,
  ErrorState,
  PageHeader,
  PageLoading,
  toastError,
  toastSuccess,
  useAddress,
  useFormats,
} from '@kelp/ui';
import {
  acceptShippedTemplate,
  getEmailTemplate,
  resetEmailTemplate,
  saveEmailTemplate,
  type EmailTemplateVersion,
} from '../contract';
import { mailName, t } from './strings';
import { TemplateCompare, type TemplateText } from './template-compare';
import { TemplateFields } from './template-fields';
import { TemplatePreview } from './template-preview';
import { TemplateVersions } from './template-versions';

type Loaded = z.output<typeof getEmailTemplate.output>;

/** Languages in which a workspace may word its mails, beside those that have a text already. */
const offered = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl'];

/** One mail in one language: its text to the left; preview, comparison and versions to the right. */
export function EmailTemplateEditor({ name, listHref }: { name: string; listHref: string }) {
  const [address, change] = useAddress();
  const locale = /^[a-z]{2}(-[A-Z]{2})?$/.exec(address.get('lang') ?? '')?.[0] ?? 'en';
  const query = useQuery({
    queryKey: [getEmailTemplate.name, name, locale],
    queryFn: ({ signal }) => call(getEmailTemplate, { name, locale }, { signal }),
    // What is being typed must not be replaced because a colleague saved; saving an old text is refused instead.
    staleTime: Infinity,
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <>
        <PageHeader title={mailName(name)} back={{ href: listHref, label: t('templates.title') }} />
        <PageLoading />
      </>
    );
  }
  return (
    <Editor
      key={`${locale}:${query.dataUpdatedAt}`}
      loaded={query.data}
      listHref={listHref}
      onLocale={(next) => change({ lang: next === 'en' ? null : next })}
    />
  );
}

const draftOf = ({ subject, html, text }: TemplateText): TemplateText => ({ subject, html, text });

function useTemplateActs({ name, locale, own }: Loaded) {
  const client = useQueryClient();
  const reload = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('email_template.') });
  async function run(act: () => Promise<unknown>, said: string) {
    try {
      await act();
      toastSuccess(said);
      await reload();
    } catch (error) {
      toastError(error);
    }
  }
  const version = own?.version;
  return {
    save: (draft: TemplateText) =>
      run(
        () => call(saveEmailTemplate, { name, locale, ...draft, ...(version === undefined ? {} : { version }) }),
        t('template.saved'),
      ),
    accept: () =>
      run(() => call(acceptShippedTemplate, { name, locale, version: version ?? 0 }), t('template.accepted')),
    reset: async () => {
      await call(resetEmailTemplate, { name, locale });
      toastSuccess(t('template.resetDone'));
      await reload();
    },
  };
}

interface EditorProps {
  loaded: Loaded;
  listHref: string;
  onLocale: (locale: string) => void;
}

function Editor({ loaded, listHref, onLocale }: EditorProps) {
  const before = draftOf(loaded.own ?? loaded.shipped);
  const [draft, setDraft] = useState(before);
  const [isSaving, setSaving] = useState(false);
  const [isResetting, setResetting] = useState(false);
  const acts = useTemplateActs(loaded);
  const mayChange = loaded.abilities.includes('email_template.update');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);

  async function save() {
    setSaving(true);
    await acts.save(draft);
    setSaving(false);
  }

  function take(version: EmailTemplateVersion) {
    setDraft(draftOf(version));
    toastSuccess(t('template.versions.taken', { number: version.number }));
  }

  return (
    <>
      <PageHeader
        title={mailName(loaded.name)}
        back={{ href: listHref, label: t('templates.title') }}
        meta={t(`templates.audience.${loaded.audience}`)}
        actions={
          <>
            <LanguageChoice loaded={loaded} onChange={onLocale} />
            {mayChange && loaded.own && (
              <Button variant="default" onClick={() => setResetting(true)}>
                {t('template.reset')}
              </Button>
            )}
            {mayChange && (
              <>
                <Button variant="default" onClick={() => setDraft(before)} disabled={!isChanged}>
                  {t('template.discard')}
                </Button>
                <Button onClick={() => void save()} loading={isSaving} disabled={!isChanged}>
                  {t('template.save')}
                </Button>
              </>
            )}
          </>
        }
      />
      <Notes loaded={loaded} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <TemplateFields draft={draft} variables={loaded.variables} isReadOnly={!mayChange} onChange={setDraft} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Beside
            loaded={loaded}
            draft={draft}
            onTake={mayChange ? take : undefined}
            onAccept={mayChange ? () => void acts.accept() : undefined}
          />
        </Grid.Col>
      </Grid>
      <ConfirmDialog
        opened={isResetting}
        title={t('template.resetTitle')}
        confirmLabel={t('template.reset')}
        onConfirm={acts.reset}
        onClose={() => setResetting(false)}
      >
        {t('template.resetText')}
      </ConfirmDialog>
    </>
  );
}

function LanguageChoice({ loaded, onChange }: { loaded: Loaded; onChange: (locale: string) => void }) {
  const { locale: reader } = useFormats();
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  const all = [...new Set([...loaded.locales, ...offered, loaded.locale])];
  return (
    <NativeSelect
      aria-label={t('template.locale')}
      value={loaded.locale}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={all.map((value) => {
        const language = names.of(value) ?? value;
        return {
          value,
          label: loaded.locales.includes(value) ? language : t('template.addLanguage', { language }),
        };
      })}
    />
  );
}

function Notes({ loaded: { own, shipped, locale } }: { loaded: Loaded }) {
  const { locale: reader } = useFormats();
  const language = new Intl.DisplayNames([reader], { type: 'language' }).of(shipped.locale) ?? shipped.locale;
  return (
    <>
      {own?.base && (
        <Alert variant="light" p="xs">
          {t('template.newer')}
        </Alert>
      )}
      {!own && shipped.locale !== locale && (
        <Alert variant="light" p="xs">
          {t('template.fallback', { language })}
        </Alert>
      )}
    </>
  );
}

const panels = ['preview', 'text', 'compare', 'versions'] as const;

interface BesideProps {
  loaded: Loaded;
  draft: TemplateText;
  onTake: ((version: EmailTemplateVersion) => void) | undefined;
  onAccept: (() => void) | undefined;
}

function Beside({ loaded, draft, onTake, onAccept }: BesideProps) {
  const [panel, setPanel] = useState<(typeof panels)[number]>(loaded.own?.base ? 'compare' : 'preview');
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('template.panel')}
        size="xs"
        value={panel}
        onChange={(next) => setPanel(panels.find((one) => one === next) ?? 'preview')}
        data={panels.map((one) => ({ value: one, label: t(`template.panel.${one}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {(panel === 'preview' || panel === 'text') && <TemplatePreview name={loaded.name} draft={draft} part={panel} />}
      {panel === 'compare' && (
        <TemplateCompare
          shipped={draftOf(loaded.shipped)}
          draft={draft}
          base={loaded.own?.base ?? null}
          onAccept={onAccept}
        />
      )}
      {panel === 'versions' && <TemplateVersions name={loaded.name} locale={loaded.locale} onTake={onTake} />}
    </Stack>
  );
}
