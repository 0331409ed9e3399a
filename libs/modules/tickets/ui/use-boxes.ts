'use client';

import { useEffect, useState } from 'react';
import type { CommentCard } from '../contract';
import { readDraft, writeDraft, type ComposerMode } from './draft-store';
import type { SendAt } from './send-at';
import type { Returned } from './use-comment-sending';
import { useUploads } from './use-uploads';

/** One of the two things that can be written: its text, kept in this browser, and what goes with it. Nothing of it is shared with the other. */
function useBox(ticketId: string, mode: ComposerMode, latestId: string | null) {
  const [text, setText] = useState('');
  const [seenId, setSeenId] = useState<string | null>(null);
  const [answering, setAnswering] = useState<CommentCard | null>(null);
  const [sendAt, setSendAt] = useState<SendAt | null>(null);
  const [statusId, setStatusId] = useState<string | null>(null);
  const [isResolution, setResolution] = useState<boolean | null>(null);
  const [reason, setReason] = useState('');
  const files = useUploads();
  useEffect(() => setText(readDraft(window.localStorage, ticketId, mode)), [ticketId, mode]);
  const isEmpty = text.trim() === '';
  // what stands in the conversation while nothing is written yet has been seen; a draft of before is written on from what is shown now
  if ((isEmpty || seenId === null) && seenId !== latestId) setSeenId(latestId);
  const type = (next: string) => {
    setText(next);
    writeDraft(window.localStorage, ticketId, mode, next);
  };
  return {
    text,
    files,
    seenId,
    answering,
    setAnswering,
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
    giveBack: (returned: Returned) => {
      type([returned.text, text].filter((part) => part.trim() !== '').join('\n\n'));
      files.put(returned.uploads);
      setStatusId(returned.statusId ?? statusId);
      setResolution(returned.isResolution ?? isResolution);
      setReason(returned.closeOverrideReason ?? reason);
    },
    /** empties the box; the words stay in the draft until the server has them */
    clear: () => {
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

export type Box = ReturnType<typeof useBox>;

/** Reply and note. */
export function useBoxes(ticketId: string, latestId: string | null): Record<ComposerMode, Box> {
  const reply = useBox(ticketId, 'reply', latestId);
  const note = useBox(ticketId, 'note', latestId);
  return { reply, note };
}
