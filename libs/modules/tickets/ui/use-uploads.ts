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
  /** how much of it has arrived, 0 to 1 */
  progress: number;
  /** the address of a picture in this browser */
  preview: string | null;
  problem: string | null;
}

interface Answer {
  data?: { id: string };
  error?: { id: string; message: string };
}

/** Sends one file up and tells how far it is; answers the id that a comment takes. Throws the server's sentence. */
function sendFile(file: File, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/uploads?filename=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new AppError('unreachable', 0, t('composer.fileFailed')));
    request.onload = () => {
      const answer = request.response as Answer | null;
      if (answer?.data) resolve(answer.data.id);
      else
        reject(
          new AppError(
            answer?.error?.id ?? 'failed',
            request.status,
            answer?.error?.message ?? t('composer.fileFailed'),
          ),
        );
    };
    request.send(file);
  });
}

/** A file that is on the server already, as a composer shows it. */
export const arrived = ({ id, filename, size }: { id: string; filename: string; size: number }): Upload => ({
  key: id,
  id,
  filename,
  size,
  progress: 1,
  preview: null,
  problem: null,
});

/** A pasted picture has no name of its own; brackets would end the mark under which a picture stands in the text. */
function named(file: File): File {
  const name = file.name === 'image.png' ? `picture-${newId().slice(-6)}.png` : file.name.replace(/[[\]\n]/g, '_');
  return name === file.name ? file : new File([file], name, { type: file.type });
}

const previewOf = (file: File): string | null =>
  /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? URL.createObjectURL(file) : null;

const letGo = (all: readonly Upload[]) => all.forEach(({ preview }) => preview && URL.revokeObjectURL(preview));

/** The files beside a composer: added by choosing, dropping or pasting; each goes up at once. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  function settle(key: string, part: Partial<Upload>) {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  }

  /** Answers the names under which the files go up. */
  function add(files: Iterable<File>): string[] {
    const all = [...files].map(named);
    for (const file of all) {
      const key = newId();
      const fresh = { key, filename: file.name, size: file.size, id: null, progress: 0, preview: previewOf(file) };
      setUploads((all) => [...all, { ...fresh, problem: null }]);
      sendFile(file, (progress) => settle(key, { progress })).then(
        (id) => settle(key, { id, progress: 1 }),
        (error: unknown) => settle(key, { problem: errorSentence(error) }),
      );
    }
    return all.map(({ name }) => name);
  }

  return {
    uploads,
    add,
    remove: (key: string) => {
      letGo(uploads.filter((upload) => upload.key === key));
      setUploads((all) => all.filter((upload) => upload.key !== key));
    },
    /** Says what is wrong with a file; it does not go along. */
    fail: (key: string, problem: string) => settle(key, { id: null, problem }),
    /** Shows these instead; pictures of the former ones are kept, since they may come back. */
    put: (all: readonly Upload[]) => setUploads(all),
    ids: uploads.flatMap(({ id }) => (id ? [id] : [])),
    isWaiting: uploads.some(({ id, problem }) => id === null && problem === null),
  };
}

export type Uploads = ReturnType<typeof useUploads>;
