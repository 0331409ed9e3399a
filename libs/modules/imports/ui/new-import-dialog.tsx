'use client';

import { FileInput, Select } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState, type DragEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import {
  createImport,
  importMode,
  type ImportChoices,
  type ImportMode,
  type KindKey,
  type SystemKey,
} from '../contract';
import { useRefreshImports } from './import-queries';
import { t } from './strings';

/** Stores the file and gives its id. Throws a sentence when the server does not take it. */
async function upload(file: File): Promise<string> {
  const response = await fetch(`/api/uploads?filename=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  const answer = (await response.json()) as { data?: { id: string }; error?: { message?: string }; detail?: string };
  if (!response.ok || !answer.data) throw invalid(answer.error?.message ?? answer.detail ?? t('new.fileFailed'));
  return answer.data.id;
}

/** What comes from where, and the file. */
export function NewImportDialog({ choices, onClose }: { choices: ImportChoices; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshImports();
  const [system, setSystem] = useState<SystemKey>('csv');
  const kinds = choices.kinds.filter(({ key }) =>
    choices.systems.some((one) => one.key === system && one.kinds.includes(key)),
  );
  const [kind, setKind] = useState<KindKey | null>(choices.kinds[0]?.key ?? null);
  const [mode, setMode] = useState<ImportMode>('both');
  const [file, setFile] = useState<File | null>(null);

  async function submit() {
    if (!file || !kind) throw invalid(t('new.needsFile'));
    const { id } = await call(createImport, { uploadId: await upload(file), kind, system, mode });
    await refresh();
    router.push(`/msp/settings/imports/${id}`);
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setFile(event.dataTransfer.files.item(0) ?? file);
  }

  return (
    <FormDialog title={t('new.title')} submitLabel={t('new.submit')} onSubmit={submit} onClose={onClose}>
      <Select
        label={t('new.system')}
        data={choices.systems.map(({ key, label }) => ({ value: key, label }))}
        value={system}
        onChange={(value) => value && setSystem(value as SystemKey)}
        allowDeselect={false}
      />
      <Select
        label={t('new.kind')}
        description={t('new.kindHint')}
        data={kinds.map(({ key, label }) => ({ value: key, label }))}
        value={kind}
        onChange={(value) => setKind(value as KindKey | null)}
        allowDeselect={false}
      />
      <Select
        label={t('mode')}
        data={importMode.options.map((value) => ({ value, label: t(`mode.${value}`) }))}
        value={mode}
        onChange={(value) => value && setMode(value as ImportMode)}
        allowDeselect={false}
      />
      <div className="kelp-import-drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <FileInput
          label={t('new.file')}
          description={t('new.fileHint')}
          placeholder={t('new.filePlaceholder')}
          accept=".csv,.txt,.tsv,text/csv"
          value={file}
          onChange={setFile}
          clearable
        />
      </div>
    </FormDialog>
  );
}
