'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { newId } from '@kelp/std';
import { toastError, toastUndo } from '@kelp/ui';
import { addComment } from '../contract';
import { readDraft, writeDraft, type ComposerMode } from './draft-store';
import { t } from './strings';
import type { Upload } from './use-uploads';

/** A comment as it leaves the composer. */
export interface WrittenComment {
  ticketId: string;
  visibility: 'public' | 'internal';
  text: string;
  statusId?: string;
  uploads: string[];
}

/** How a comment is sent; made when the person presses send, so that it holds what was beside the text then. */
export interface PreparedSend {
  send: (idempotencyKey: string) => Promise<unknown>;
  /** gives back what was beside the text, when the person takes the comment back or it fails */
  restore: () => void;
}

/** Sends the comment alone. */
export const plainSend = (comment: WrittenComment): PreparedSend => ({
  send: (idempotencyKey) => call(addComment, comment, { idempotencyKey }),
  restore: () => undefined,
});

/** What the composer gets back when a comment did not leave. */
export interface Returned {
  mode: ComposerMode;
  text: string;
  uploads: readonly Upload[];
}

interface Sending {
  comment: WrittenComment;
  uploads: readonly Upload[];
  prepared: PreparedSend;
}

const UNDO_SECONDS = 10;
const modeOf = ({ visibility }: WrittenComment): ComposerMode => (visibility === 'public' ? 'reply' : 'note');

const heldTexts = new Set<string>();
const heldKey = (ticketId: string, mode: ComposerMode, text: string) => `${ticketId} ${mode} ${text}`;

/** Whether exactly these words wait for their ten seconds: then they are no draft that could be sent a second time. */
export const isHeld = (ticketId: string, mode: ComposerMode, text: string): boolean =>
  heldTexts.has(heldKey(ticketId, mode, text));

/** While a reply waits for its ten seconds, the browser asks before it closes the page. */
function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Notes that the words wait; the answer ends that. */
function hold({ comment }: Sending): () => void {
  const key = heldKey(comment.ticketId, modeOf(comment), comment.text);
  heldTexts.add(key);
  window.addEventListener('beforeunload', warnBeforeLeaving);
  return () => {
    heldTexts.delete(key);
    if (heldTexts.size === 0) window.removeEventListener('beforeunload', warnBeforeLeaving);
  };
}

/** Forgets the draft once its words have left, unless something else was typed meanwhile. */
function forgetDraft({ comment }: Sending): void {
  const mode = modeOf(comment);
  if (readDraft(window.localStorage, comment.ticketId, mode) === comment.text) {
    writeDraft(window.localStorage, comment.ticketId, mode, '');
  }
}

/**
 * Sends comments. A note is saved at once. A reply waits ten seconds in which it can be taken back, since a mail cannot; closing the toast
 * sends it now. Until it has left, its words stay in the draft, so that nothing is lost when the browser dies.
 */
export function useCommentSending(
  prepare: (comment: WrittenComment) => PreparedSend,
  onReturned: (returned: Returned) => void,
) {
  const client = useQueryClient();
  const [pending, setPending] = useState<readonly { key: string; text: string }[]>([]);

  function giveBack({ comment, uploads, prepared }: Sending) {
    prepared.restore();
    onReturned({ mode: modeOf(comment), text: comment.text, uploads });
  }

  async function dispatch(sending: Sending, key: string): Promise<void> {
    try {
      await sending.prepared.send(key);
      forgetDraft(sending);
      await client.invalidateQueries({
        predicate: ({ queryKey }) => /^(ticket|sla|time_entry)\./.test(String(queryKey[0])),
      });
    } catch (error) {
      toastError(error);
      giveBack(sending);
    }
  }

  function send(comment: WrittenComment, uploads: readonly Upload[]): void {
    const sending = { comment, uploads, prepared: prepare(comment) };
    const key = newId();
    if (comment.visibility === 'internal') {
      void dispatch(sending, key);
      return;
    }
    setPending((all) => [...all, { key, text: comment.text }]);
    const release = hold(sending);
    const unlist = () => setPending((all) => all.filter((one) => one.key !== key));
    toastUndo({
      message: t('composer.leaving', { seconds: UNDO_SECONDS }),
      seconds: UNDO_SECONDS,
      onUndo: () => {
        release();
        unlist();
        giveBack(sending);
      },
      onExpire: () => void dispatch(sending, key).finally(() => [release(), unlist()]),
    });
  }

  return { send, pending };
}
