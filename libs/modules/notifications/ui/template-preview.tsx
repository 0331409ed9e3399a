'use client';

import { Code, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { call } from '@kelp/kernel/client';
import { errorSentence } from '@kelp/ui';
import { previewEmailTemplate } from '../contract';
import { t } from './strings';
import type { TemplateText } from './template-compare';

const waitMs = 300;

/** The text filled with example values. The HTML stands in a frame that may do nothing. */
export function TemplatePreview({
  name,
  draft,
  part,
}: {
  name: string;
  draft: TemplateText;
  part: 'preview' | 'text';
}) {
  const [settled] = useDebouncedValue(draft, waitMs);
  const query = useQuery({
    queryKey: [previewEmailTemplate.name, name, settled],
    queryFn: ({ signal }) => call(previewEmailTemplate, { name, ...settled }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section aria-label={t('template.preview')}>
      {query.error && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(query.error)}
        </p>
      )}
      {query.data && (
        <Stack gap="sm">
          <Text fw={600}>{query.data.subject}</Text>
          {part === 'preview' ? (
            <iframe
              title={t('template.previewHtml')}
              sandbox=""
              srcDoc={query.data.html}
              style={{
                width: '100%',
                height: 360,
                border: '1px solid var(--kelp-border)',
                borderRadius: 6,
                background: '#fff',
              }}
            />
          ) : (
            <Code block style={{ whiteSpace: 'pre-wrap' }}>
              {query.data.text}
            </Code>
          )}
        </Stack>
      )}
    </section>
  );
}
