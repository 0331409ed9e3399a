'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { isAppError, newId } from '@kelp/std';
import { toastError, toastSuccess, toastUndo } from '@kelp/ui';
import { addComment, holdReply, withdrawReply, type HeldReplyCard } from '../contract';
import { nothingBeside, readDraft, writeBeside, writeDraft, type ComposerMode } from './draft-store';
import { t } from './strings';
import { arrived, type Upload } from './use-uploads';

/** A comment as it leaves the composer. */
export interface WrittenComment {
  ticketId: string;
  visibility: 'public' | 'internal';
  text: string;
  statusId?: string;
  /** it says how the request was solved */
  isResolution?: boolean;
  /** why it closes although the board asks for more */
  closeOverrideReason?: string;
  parentId?: string;
  /** the person saw that it names another client of the bundle */
  confirmsNames?: boolean;
  uploads: string[];
}

/** How a reply is held back. */
export interface Holding {
  lastSeenId?: string;
  sendAt?: Date;
  zone?: string;
}

/** How a comment is sent; made when the person presses send, so that it holds what was beside the text then. */
export interface PreparedSend {
  /** writes the comment at once: notes */
  send: (idempotencyKey: string) => Promise<unknown>;
  /** holds a reply back on the server, which lets it leave when its time has come */
  hold: (holding: Holding, idempotencyKey: string) => Promise<{ id: string }>;
  /** gives back what was beside the text, when the person takes the comment back or it fails */
  restore: () => void;
}

/** Sends the comment alone. */
export const plainSend = (comment: WrittenComment): PreparedSend => ({
  send: (idempotencyKey) => call(addComment, comment, { idempotencyKey }),
  hold: (holding, idempotencyKey) => {
    const { visibility: _public, ...reply } = comment;
    return call(holdReply, { ...reply, ...holding }, { idempotencyKey });
  },
  restore: () => undefined,
});

export type Withdrawn = z.output<typeof withdrawReply.output>;

/** What the composer gets back when a comment did not leave. */
export interface Returned extends Pick<WrittenComment, 'statusId' | 'isResolution' | 'closeOverrideReason'> {
  mode: ComposerMode;
  text: string;
  uploads: readonly Upload[];
  /** the comment that it answers */
  parentId?: string;
}

interface Sending {
  comment: WrittenComment;
  uploads: readonly Upload[];
  holding: Holding;
  prepared: PreparedSend;
}

/** A reply that the server did not take, since others wrote meanwhile. */
export interface Collision {
  names: string;
  text: string;
  sendAnyway: () => void;
  back: () => void;
}

const UNDO_SECONDS = 10;
/** The same, whatever others wrote. */
const unseen = ({ lastSeenId: _seen, ...holding }: Holding): Holding => holding;

const modeOf = ({ visibility }: WrittenComment): ComposerMode => (visibility === 'public' ? 'reply' : 'note');

/** A comment with what was chosen beside it, as the composer gets it back. */
export function returnedOf(comment: WrittenComment, uploads: readonly Upload[]): Returned {
  const { text, statusId, isResolution, closeOverrideReason, parentId } = comment;
  return {
    mode: modeOf(comment),
    text,
    uploads,
    ...(statusId ? { statusId } : {}),
    ...(isResolution === undefined ? {} : { isResolution }),
    ...(closeOverrideReason ? { closeOverrideReason } : {}),
    ...(parentId ? { parentId } : {}),
  };
}

/** The same of a reply that was withdrawn later. */
function returnedLater({ rest, text, statusId, ...withdrawn }: Withdrawn): Returned {
  const { isResolution, closeOverrideReason, parentId } = rest;
  return {
    mode: 'reply',
    text,
    uploads: withdrawn.uploads.map(arrived),
    ...(statusId ? { statusId } : {}),
    ...(typeof isResolution === 'boolean' ? { isResolution } : {}),
    ...(typeof closeOverrideReason === 'string' ? { closeOverrideReason } : {}),
    ...(typeof parentId === 'string' ? { parentId } : {}),
  };
}

/** Forgets the draft once the server has its words, unless something else was typed meanwhile. */
function forgetDraft({ comment }: Sending): void {
  const mode = modeOf(comment);
  if (readDraft(window.localStorage, comment.ticketId, mode) === comment.text) {
    writeDraft(window.localStorage, comment.ticketId, mode, '');
    writeBeside(window.localStorage, comment.ticketId, mode, nothingBeside);
  }
}

/** Takes a held reply back; null when it could not, which was told. */
async function withdrawHeld(id: string, refresh: () => Promise<void>): Promise<Withdrawn | null> {
  try {
    return await call(withdrawReply, { id });
  } catch (error) {
    toastError(isAppError(error) && error.id === 'not_found' ? t('held.tooLate') : error);
    return null;
  } finally {
    await refresh();
  }
}

/** The names in a refusal because of others' words; null for any other failure. */
function othersIn(error: unknown): string | null {
  if (!isAppError(error) || error.id !== 'ticket.others_wrote') return null;
  return [error.data?.['names'] ?? []].flat().join(', ');
}

/**
 * Sends comments. A note is saved at once. A reply is held back by the server for ten seconds in which it can be taken back, since a mail
 * cannot, or until the time chosen for it; closing the browser changes nothing. Until the server has the words they stay in the draft.
 */
export function useCommentSending(
  prepare: (comment: WrittenComment) => PreparedSend,
  onReturned: (returned: Returned) => void,
  /** what stood beside the text of a reply that is taken back after a reload */
  onRest: (rest: Record<string, unknown>) => void,
) {
  const client = useQueryClient();
  const [collision, setCollision] = useState<Collision | null>(null);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^(ticket|sla|time_entry)\./.test(String(queryKey[0])) });

  function giveBack({ comment, uploads, prepared }: Sending) {
    prepared.restore();
    onReturned(returnedOf(comment, uploads));
  }

  function collide(sending: Sending, names: string) {
    void refresh();
    setCollision({
      names,
      text: sending.comment.text,
      sendAnyway: () => {
        setCollision(null);
        void dispatch({ ...sending, holding: unseen(sending.holding) });
      },
      back: () => {
        setCollision(null);
        giveBack(sending);
      },
    });
  }

  async function dispatch(sending: Sending): Promise<void> {
    const { comment, prepared, holding } = sending;
    try {
      if (comment.visibility === 'internal') await prepared.send(newId());
      else offerUndo(sending, (await prepared.hold(holding, newId())).id);
      forgetDraft(sending);
      await refresh();
    } catch (error) {
      const names = othersIn(error);
      if (names !== null) return collide(sending, names);
      toastError(error);
      giveBack(sending);
    }
  }

  function offerUndo(sending: Sending, id: string) {
    if (sending.holding.sendAt) {
      toastSuccess(t('composer.scheduled'));
      return;
    }
    toastUndo({
      message: t('composer.leaving', { seconds: UNDO_SECONDS }),
      seconds: UNDO_SECONDS,
      onUndo: () => void withdrawHeld(id, refresh).then((withdrawn) => withdrawn && giveBack(sending)),
    });
  }

  return {
    send: (comment: WrittenComment, uploads: readonly Upload[], holding: Holding) =>
      void dispatch({ comment, uploads, holding, prepared: prepare(comment) }),
    /** Takes back a reply that waits, into the composer. */
    async takeBack({ id }: HeldReplyCard): Promise<void> {
      const withdrawn = await withdrawHeld(id, refresh);
      if (!withdrawn) return;
      onRest(withdrawn.rest);
      onReturned(returnedLater(withdrawn));
    },
    collision,
  };
}
