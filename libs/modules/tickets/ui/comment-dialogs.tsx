'use client';

import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { Dialog, ConfirmDialog, errorSentence, ErrorState, ExactTime } from '@kelp/ui';
import { commentHistory, deleteComment, editComment, type CommentCard } from '../contract';
import { t } from './strings';

/** What is open over the conversation. */
export type OpenDialog = { kind: 'edit' | 'delete' | 'history'; comment: CommentCard } | null;

interface CommentDialogProps {
  comment: CommentCard;
  onClose: () => void;
  onChanged: () => void;
}

/** Says what a change of a reply does not reach. */
function MailedHint({ comment }: { comment: CommentCard }) {
  if (comment.visibility !== 'public') return null;
  return <p className="kelp-mailed-hint">{t(comment.isMailed ? 'comment.mailed' : 'comment.publicEdit')}</p>;
}

function EditDialog({ comment, onClose, onChanged }: CommentDialogProps) {
  const [text, setText] = useState(comment.markup ?? comment.text);
  const [failure, setFailure] = useState<string | null>(null);
  const [isNaming, setNaming] = useState(false);
  async function save() {
    try {
      const confirms = isNaming ? { confirmsNames: true } : {};
      await call(editComment, { id: comment.id, version: comment.version, text, ...confirms });
      onChanged();
      onClose();
    } catch (error) {
      setFailure(errorSentence(error));
      setNaming(isAppError(error) && error.id === 'bundle.foreign_names');
    }
  }
  return (
    <Dialog opened onClose={onClose} title={t('comment.editTitle')} size="lg">
      <form
        className="kelp-confirm"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <MailedHint comment={comment} />
        <Textarea
          aria-label={t('comment.words')}
          autosize
          minRows={5}
          maxRows={18}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setNaming(false);
          }}
          error={failure}
          data-autofocus
        />
        <div className="kelp-actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={text.trim() === ''} {...(isNaming ? { color: 'red' } : {})}>
            {t(isNaming ? 'comment.saveNamed' : 'comment.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function HistoryDialog({ comment, onClose }: CommentDialogProps) {
  const query = useQuery({
    queryKey: [commentHistory.name, comment.id],
    queryFn: ({ signal }) => call(commentHistory, { id: comment.id }, { signal }),
  });
  return (
    <Dialog opened onClose={onClose} title={t('comment.historyTitle')} size="lg">
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isLoading && <p className="kelp-muted">{t('loading')}</p>}
      <ol className="kelp-versions">
        {query.data?.versions.map(({ id, text, replacedAt, replacedBy }) => (
          <li key={id}>
            <p className="kelp-muted">
              {t('comment.replacedBy', { name: replacedBy })}, <ExactTime at={replacedAt} />
            </p>
            <p className="kelp-comment-text">{text}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

/** Edit, former wordings, or the question before a comment goes; nothing while nothing is asked. */
export default function CommentDialogs({
  open,
  onClose,
  onChanged,
}: { open: OpenDialog } & Omit<CommentDialogProps, 'comment'>) {
  if (!open) return null;
  const { kind, comment } = open;
  if (kind === 'edit') return <EditDialog comment={comment} onClose={onClose} onChanged={onChanged} />;
  if (kind === 'history') return <HistoryDialog comment={comment} onClose={onClose} onChanged={onChanged} />;
  return (
    <ConfirmDialog
      opened
      danger
      title={t('comment.deleteTitle', { name: comment.authorName })}
      confirmLabel={t('comment.delete')}
      onConfirm={async () => {
        await call(deleteComment, { id: comment.id });
        onChanged();
      }}
      onClose={onClose}
    >
      <p>{t('comment.deleteText')}</p>
      <MailedHint comment={comment} />
    </ConfirmDialog>
  );
}
