'use client';

import { Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess, ToneMark } from '@kelp/ui';
import { recordUsage, type MeterCard } from '../contract';
import { useRefreshMeters } from './meter-queries';
import { pastedUsage } from './paste-usage';
import { t } from './strings';

/** Rows in one call; more are sent one after the other. */
const chunkSize = 2000;
const shownProblems = 20;

interface Outcome {
  written: number;
  repeated: number;
  bad: { line: number; sentence: string }[];
}

async function send(meter: MeterCard, text: string): Promise<Outcome> {
  const rows = pastedUsage(text);
  if (rows.length === 0) throw invalid(t('usage.pasteNothing'));
  const sum: Outcome = { written: 0, repeated: 0, bad: [] };
  for (let start = 0; start < rows.length; start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize);
    const answer = await call(recordUsage, { id: meter.id, source: 'paste', rows: chunk.map(({ row }) => row) });
    sum.written += answer.written;
    sum.repeated += answer.repeated;
    sum.bad.push(...answer.bad.map(({ row, sentence }) => ({ line: chunk[row - 1]?.line ?? row, sentence })));
  }
  return sum;
}

/** Many measurements at once, as a spreadsheet copies them. Good rows are written; the others are named with their line. */
export function UsagePasteDialog({ meter, onClose }: { meter: MeterCard; onClose: () => void }) {
  const refresh = useRefreshMeters();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const count = pastedUsage(text).length;

  async function submit() {
    const sum = await send(meter, text);
    await refresh();
    setOutcome(sum);
    const said = t('usage.pasted', { written: sum.written, repeated: sum.repeated });
    if (sum.bad.length > 0) throw invalid(`${said} ${t('usage.pasteBad', { count: sum.bad.length })}`);
    toastSuccess(said);
  }

  return (
    <FormDialog
      title={t('usage.pasteTitle', { name: meter.name })}
      submitLabel={t('usage.paste', { count })}
      size="lg"
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label={t('usage.pasteRows')}
        description={t('usage.pasteHint')}
        autosize
        minRows={8}
        maxRows={16}
        data-autofocus
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {outcome && outcome.bad.length > 0 && (
        <Stack gap={4} role="status">
          {outcome.bad.slice(0, shownProblems).map(({ line, sentence }) => (
            <Text key={`${line} ${sentence}`} size="sm">
              <ToneMark tone="danger" /> {t('usage.pasteLine', { line })} {sentence}
            </Text>
          ))}
          {outcome.bad.length > shownProblems && (
            <Text size="sm">{t('usage.pasteMore', { count: outcome.bad.length - shownProblems })}</Text>
          )}
        </Stack>
      )}
    </FormDialog>
  );
}
