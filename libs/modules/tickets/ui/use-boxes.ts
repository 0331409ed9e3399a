'use client';

import { useEffect, useRef, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { listUploads } from '../contract';
import { readBeside, readDraft, writeBeside, writeDraft, type Beside, type ComposerMode } from './draft-store';
import type { SendAt } from './send-at';
import { t } from './strings';
import type { Returned } from './use-comment-sending';
import { arrived, useUploads, type Uploads } from './use-uploads';

/** What the browser keeps of a box. It is written down while somebody writes, and not while the words are on their way to the server. */
function useDraft(ticketId: string, mode: ComposerMode, text: string, files: Uploads, answering: Beside['answering']) {
  const isWriting = useRef(false);
  const { uploads } = files;
  useEffect(() => {
    if (!isWriting.current) return;
    const sent = uploads.flatMap(({ id, filename, size }) => (id ? [{ id, filename, size }] : []));
    writeDraft(window.localStorage, ticketId, mode, text);
    writeBeside(window.localStorage, ticketId, mode, { answering, files: sent });
  }, [ticketId, mode, text, answering, uploads]);
  return isWriting;
}

/** Shows the files of a draft again; one that the server has no more says so. */
async function bringBack(files: Uploads, kept: Beside['files']): Promise<void> {
  if (kept.length === 0) return;
  files.put(kept.map(arrived));
  const { rows } = await call(listUploads, { ids: kept.map(({ id }) => id) });
  const there = new Set(rows.map(({ id }) => id));
  for (const { id } of kept) if (!there.has(id)) files.fail(id, t('composer.fileGone'));
}

/** One of the two things that can be written: its text, kept in this browser, and what goes with it. Nothing of it is shared with the other. */
function useBox(ticketId: string, mode: ComposerMode, latestId: string | null) {
  const [text, setText] = useState('');
  const [seenId, setSeenId] = useState<string | null>(null);
  const [answering, setAnswering] = useState<Beside['answering']>(null);
  const [sendAt, setSendAt] = useState<SendAt | null>(null);
  const [statusId, setStatusId] = useState<string | null>(null);
  const [isResolution, setResolution] = useState<boolean | null>(null);
  const [reason, setReason] = useState('');
  const files = useUploads();
  const isWriting = useDraft(ticketId, mode, text, files, answering);
  const restore = useRef(files);
  restore.current = files;
  useEffect(() => {
    const beside = readBeside(window.localStorage, ticketId, mode);
    setText(readDraft(window.localStorage, ticketId, mode));
    setAnswering(beside.answering);
    // without an answer the files are shown as they were kept; sending tells when one is gone
    void bringBack(restore.current, beside.files).catch(() => undefined);
  }, [ticketId, mode]);
  const isEmpty = text.trim() === '';
  // what stands in the conversation while nothing is written yet has been seen; a draft of before is written on from what is shown now
  if ((isEmpty || seenId === null) && seenId !== latestId) setSeenId(latestId);
  /** Marks that somebody writes, so that the draft follows. */
  const writing =
    <Args extends unknown[], Result>(act: (...args: Args) => Result) =>
    (...args: Args): Result => {
      isWriting.current = true;
      return act(...args);
    };
  const type = writing(setText);
  return {
    text,
    files: { ...files, add: writing(files.add), remove: writing(files.remove) },
    seenId,
    answering,
    setAnswering: writing(setAnswering),
    sendAt,
    setSendAt,
    statusId,
    setStatusId,
    /** whether it is the resolution; null until somebody says so */
    isResolution,
    setResolution,
    /** why it closes against the rules of the board */
    reason,
    setReason,
    type,
    /** takes back what did not leave, its words before what was typed meanwhile */
    giveBack: (returned: GivenBack) => {
      type([returned.text, text].filter((part) => part.trim() !== '').join('\n\n'));
      files.put(returned.uploads);
      setAnswering(returned.answering ?? answering);
      setStatusId(returned.statusId ?? statusId);
      setResolution(returned.isResolution ?? isResolution);
      setReason(returned.closeOverrideReason ?? reason);
    },
    /** empties the box; the words stay in the draft until the server has them */
    clear: () => {
      isWriting.current = false;
      setText('');
      files.put([]);
      setAnswering(null);
      setSendAt(null);
      setStatusId(null);
      setResolution(null);
      setReason('');
    },
  };
}

/** What did not leave, with the author of the comment that it answers. */
export type GivenBack = Returned & Pick<Beside, 'answering'>;
export type Box = ReturnType<typeof useBox>;

/** Reply and note. */
export function useBoxes(ticketId: string, latestId: string | null): Record<ComposerMode, Box> {
  const reply = useBox(ticketId, 'reply', latestId);
  const note = useBox(ticketId, 'note', latestId);
  return { reply, note };
}
