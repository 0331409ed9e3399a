'use client';

import { useState } from 'react';
import { AppError, newId } from '@kelp/std';
import { errorSentence } from '@kelp/ui';
import { t } from './strings';

/** A file that goes with the next comment. */
export interface Upload {
  key: string;
  filename: string;
  size: number;
  /** null while it is on its way */
  id: string | null;
  problem: string | null;
}

/** Sends one file up; answers the id that a comment takes. Throws the server's sentence. */
async function sendFile(file: File): Promise<string> {
  const response = await fetch(`/api/uploads?filename=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
    credentials: 'same-origin',
  });
  const body = (await response.json().catch(() => null)) as {
    data?: { id: string };
    error?: { id: string; message: string };
  } | null;
  if (body?.error) throw new AppError(body.error.id, response.status, body.error.message);
  if (!body?.data) throw new AppError('failed', response.status, t('composer.fileFailed'));
  return body.data.id;
}

/** The files beside a composer: added by choosing, dropping or pasting; each goes up at once. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  function settle(key: string, part: Partial<Upload>) {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  }

  function add(files: Iterable<File>) {
    for (const file of files) {
      const key = newId();
      setUploads((all) => [...all, { key, filename: file.name, size: file.size, id: null, problem: null }]);
      sendFile(file).then(
        (id) => settle(key, { id }),
        (error: unknown) => settle(key, { problem: errorSentence(error) }),
      );
    }
  }

  return {
    uploads,
    add,
    remove: (key: string) => setUploads((all) => all.filter((upload) => upload.key !== key)),
    put: (all: readonly Upload[]) => setUploads(all),
    ids: uploads.flatMap(({ id }) => (id ? [id] : [])),
    isWaiting: uploads.some(({ id, problem }) => id === null && problem === null),
  };
}
