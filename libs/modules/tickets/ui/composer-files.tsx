'use client';

import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconPaperclip, IconX } from '@tabler/icons-react';
import { formatBytes, useFormats } from '@kelp/ui';
import { t } from './strings';
import type { Upload } from './use-uploads';

/** What stands before a file's name: its picture, or how it fares. */
function FileMark({ upload }: { upload: Upload }) {
  if (upload.problem) return <IconAlertTriangle size={15} aria-hidden="true" />;
  if (upload.preview) return <img className="kelp-file-preview" src={upload.preview} alt="" />;
  return <IconPaperclip size={15} aria-hidden="true" />;
}

/** The files that go with the next comment: what they are, how far they have come, and what went wrong. */
export function ComposerFiles({ uploads, onRemove }: { uploads: readonly Upload[]; onRemove: (key: string) => void }) {
  const { locale } = useFormats();
  if (uploads.length === 0) return null;
  return (
    <ul className="kelp-files" aria-label={t('composer.files')}>
      {uploads.map((upload) => {
        const { key, filename, size, id, progress, problem } = upload;
        return (
          <li key={key} className="kelp-file" data-problem={problem ? true : undefined}>
            <FileMark upload={upload} />
            <span>{filename}</span>
            <span className="kelp-muted kelp-num">{formatBytes(size, locale)}</span>
            {!id && !problem && (
              <progress value={progress} max={1} aria-label={t('composer.sendingFile', { file: filename })} />
            )}
            {problem && <span role="alert">{problem}</span>}
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              onClick={() => onRemove(key)}
              aria-label={t('composer.removeFile', { file: filename })}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
