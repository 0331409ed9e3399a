'use client';

import { Button, Code, Grid, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { ConfirmDialog, errorSentence, ErrorState, PageHeader, Section, toastError, toastSuccess } from '@kelp/ui';
import { getEmailTemplate, previewEmailTemplate, resetEmailTemplate, saveEmailTemplate } from '../contract';
import { mailName, t } from './strings';

type Loaded = z.output<typeof getEmailTemplate.output>;
interface Draft {
  subject: string;
  html: string;
  text: string;
}

const waitMs = 300;
const locale = 'en';

/** One mail: its text to the left, what it will look like to the right. */
export function EmailTemplateEditor({ name, listHref }: { name: string; listHref: string }) {
  const query = useQuery({
    queryKey: [getEmailTemplate.name, name],
    queryFn: ({ signal }) => call(getEmailTemplate, { name, locale }, { signal }),
    // What is being typed must not be replaced because a colleague saved; saving an old text is refused instead.
    staleTime: Infinity,
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageHeader title={mailName(name)} />;
  return <Editor key={query.dataUpdatedAt} loaded={query.data} listHref={listHref} />;
}

function Editor({ loaded, listHref }: { loaded: Loaded; listHref: string }) {
  const client = useQueryClient();
  const { name } = loaded;
  const before = draftOf(loaded.own ?? loaded.shipped);
  const [draft, setDraft] = useState(before);
  const [isSaving, setSaving] = useState(false);
  const [isResetting, setResetting] = useState(false);
  const mayChange = loaded.abilities.includes('email_template.update');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  const reload = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('email_template.') });

  async function save() {
    setSaving(true);
    try {
      const version = loaded.own?.version;
      await call(saveEmailTemplate, { name, locale, ...draft, ...(version === undefined ? {} : { version }) });
      toastSuccess(t('template.saved'));
      await reload();
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  }

  async function reset() {
    await call(resetEmailTemplate, { name, locale });
    toastSuccess(t('template.resetDone'));
    await reload();
  }

  return (
    <>
      <PageHeader
        title={mailName(name)}
        back={{ href: listHref, label: t('templates.title') }}
        meta={t(`templates.audience.${loaded.audience}`)}
        actions={
          mayChange && (
            <>
              {loaded.own && (
                <Button variant="default" onClick={() => setResetting(true)}>
                  {t('template.reset')}
                </Button>
              )}
              <Button variant="default" onClick={() => setDraft(before)} disabled={!isChanged}>
                {t('template.discard')}
              </Button>
              <Button onClick={() => void save()} loading={isSaving} disabled={!isChanged}>
                {t('template.save')}
              </Button>
            </>
          )
        }
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <TemplateFields draft={draft} variables={loaded.variables} onChange={setDraft} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <TemplatePreview name={name} draft={draft} />
        </Grid.Col>
      </Grid>
      <ConfirmDialog
        opened={isResetting}
        title={t('template.resetTitle')}
        confirmLabel={t('template.reset')}
        onConfirm={reset}
        onClose={() => setResetting(false)}
      >
        {t('template.resetText')}
      </ConfirmDialog>
    </>
  );
}

const draftOf = ({ subject, html, text }: Draft): Draft => ({ subject, html, text });

interface FieldsProps {
  draft: Draft;
  variables: readonly string[];
  onChange: (draft: Draft) => void;
}

function TemplateFields({ draft, variables, onChange }: FieldsProps) {
  const mono = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };
  return (
    <Stack gap="sm">
      <TextInput
        label={t('template.subject')}
        value={draft.subject}
        maxLength={300}
        onChange={(event) => onChange({ ...draft, subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('template.html')}
        value={draft.html}
        onChange={(event) => onChange({ ...draft, html: event.currentTarget.value })}
        autosize
        minRows={10}
        maxRows={24}
        spellCheck={false}
        styles={mono}
      />
      <Textarea
        label={t('template.plain')}
        description={t('template.plainHint')}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        autosize
        minRows={8}
        maxRows={20}
        styles={mono}
      />
      <Text size="sm" c="dimmed" component="div">
        {t('template.variables')}
        <Group gap={4} mt={4}>
          {variables.map((variable) => (
            <Code key={variable}>{`{{${variable}}}`}</Code>
          ))}
        </Group>
      </Text>
    </Stack>
  );
}

/** The text filled with example values. The HTML stands in a frame that may do nothing. */
function TemplatePreview({ name, draft }: { name: string; draft: Draft }) {
  const [settled] = useDebouncedValue(draft, waitMs);
  const query = useQuery({
    queryKey: [previewEmailTemplate.name, name, settled],
    queryFn: ({ signal }) => call(previewEmailTemplate, { name, ...settled }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Section title={t('template.preview')}>
      {query.error && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(query.error)}
        </p>
      )}
      {query.data && (
        <Stack gap="sm">
          <Text fw={600}>{query.data.subject}</Text>
          <iframe
            title={t('template.previewHtml')}
            sandbox=""
            srcDoc={query.data.html}
            style={{
              width: '100%',
              height: 280,
              border: '1px solid var(--kelp-border)',
              borderRadius: 6,
              background: '#fff',
            }}
          />
          <Text size="sm" c="dimmed">
            {t('template.previewPlain')}
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap' }}>
            {query.data.text}
          </Code>
        </Stack>
      )}
    </Section>
  );
}
