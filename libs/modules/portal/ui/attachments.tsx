'use client';

import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { formatBytes, toastError, useFormats } from '@kelp/ui';
import { t } from './strings';

const maxBytes = 25 * 1024 * 1024;

interface Sent {
  id: string;
  filename: string;
  size: number;
}

export interface Uploads {
  files: readonly Sent[];
  /** names of files on their way */
  sending: readonly string[];
  add: (chosen: File[]) => void;
  remove: (id: string) => void;
  clear: () => void;
}

async function send(file: File): Promise<Sent> {
  const response = await fetch(`/api/uploads?filename=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type || 'application/octet-stream' },
    credentials: 'same-origin',
  });
  const body = (await response.json().catch(() => null)) as { data?: Sent; error?: { message: string } } | null;
  if (!response.ok || !body?.data) throw new Error(body?.error?.message ?? response.statusText);
  return body.data;
}

/** Files that were sent up and wait for the message that takes them. */
export function useUploads(): Uploads {
  const [files, setFiles] = useState<Sent[]>([]);
  const [sending, setSending] = useState<string[]>([]);

  async function addOne(file: File) {
    if (file.size > maxBytes) return toastError(t('attach.tooLarge', { file: file.name }));
    setSending((names) => [...names, file.name]);
    try {
      const sent = await send(file);
      setFiles((all) => [...all, sent]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      toastError(t('attach.failed', { file: file.name, reason }));
    } finally {
      setSending((names) => names.filter((_, at) => at !== names.indexOf(file.name)));
    }
  }

  return {
    files,
    sending,
    add: (chosen) => chosen.forEach((file) => void addOne(file)),
    remove: (id) => setFiles((all) => all.filter((file) => file.id !== id)),
    clear: () => setFiles([]),
  };
}

/** The button that takes files, or the camera of a phone. */
export function AttachButton({ uploads }: { uploads: Uploads }) {
  return (
    <FileButton multiple onChange={uploads.add}>
      {(props) => (
        <Button {...props} variant="subtle" leftSection={<IconPaperclip size={17} />}>
          {t('attach')}
        </Button>
      )}
    </FileButton>
  );
}

/** What is attached so far. */
export function AttachedFiles({ uploads }: { uploads: Uploads }) {
  const { locale } = useFormats();
  const { files, sending, remove } = uploads;
  if (files.length + sending.length === 0) return null;
  return (
    <ul className="kelp-p-files" aria-live="polite">
      {files.map(({ id, filename, size }) => (
        <li key={id}>
          <span>{filename}</span>
          <span className="kelp-muted kelp-num">{formatBytes(size, locale)}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('attach.remove', { file: filename })}
            onClick={() => remove(id)}
          >
            <IconX size={16} />
          </ActionIcon>
        </li>
      ))}
      {sending.map((name, at) => (
        <li key={`${name} ${at}`} className="kelp-muted">
          {t('attach.sending', { file: name })}
        </li>
      ))}
    </ul>
  );
}
