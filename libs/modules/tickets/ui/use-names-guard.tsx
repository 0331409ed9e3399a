'use client';

import { useRef, useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog } from '@kelp/ui';
import { checkBundleReply } from '../contract';
import { t } from './strings';
import type { Ticket } from './ticket-queries';
import type { WrittenComment } from './use-comment-sending';

interface Waiting {
  names: { text: string; of: string; readers: string[] }[];
  go: () => void;
  back: () => void;
}

/**
 * Looks at a reply of a master before it leaves: when it names another client of the bundle, the person sees which name and decides. What the
 * check cannot do (the line is down) the server does again when the reply arrives.
 */
export function useNamesGuard<Rest extends unknown[]>(
  ticket: Ticket,
  send: (comment: WrittenComment, ...rest: Rest) => void,
  giveBack: (comment: WrittenComment, ...rest: Rest) => void,
): { send: (comment: WrittenComment, ...rest: Rest) => void; dialog: ReactNode } {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const isShared = (ticket.bundle?.clientCount ?? 0) > 1;

  async function look(comment: WrittenComment, rest: Rest) {
    const check = call(checkBundleReply, { id: ticket.id, text: comment.text });
    const { names } = await check.catch(() => ({ names: [] }));
    if (names.length === 0) return send(comment, ...rest);
    setWaiting({
      names,
      go: () => send({ ...comment, confirmsNames: true }, ...rest),
      back: () => giveBack(comment, ...rest),
    });
  }

  return {
    send: (comment, ...rest) => {
      if (isShared && comment.visibility === 'public') void look(comment, rest);
      else send(comment, ...rest);
    },
    dialog: waiting && <NamesDialog waiting={waiting} onClose={() => setWaiting(null)} />,
  };
}

function NamesDialog({ waiting, onClose }: { waiting: Waiting; onClose: () => void }) {
  const isConfirmed = useRef(false);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('names.title')}
      confirmLabel={t('names.send')}
      onConfirm={() => {
        isConfirmed.current = true;
        waiting.go();
      }}
      onClose={() => {
        if (!isConfirmed.current) waiting.back();
        onClose();
      }}
    >
      <p>{t('names.text')}</p>
      <ul>
        {waiting.names.map(({ text, of, readers }) => (
          <li key={of}>{t('names.one', { text, of, readers: readers.join(', ') })}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
