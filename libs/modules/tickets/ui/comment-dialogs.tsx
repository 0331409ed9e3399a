'use client';

import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { ConfirmDialog, Dialog, ErrorState, ExactTime, FormDialog } from '@kelp/ui';
import { commentHistory, deleteComment, editComment, type CommentCard } from '../contract';
import { t, type StringKey } from './strings';

/** What is open over the conversation. */
export type OpenDialog = { kind: 'edit' | 'delete' | 'history'; comment: CommentCard } | null;

interface CommentDialogProps {
  comment: CommentCard;
  onClose: () => void;
  onChanged: () => void;
}

/** Says what a change of a reply does not reach. */
function MailedHint({ comment, whenMailed, otherwise }: MailedHintProps) {
  if (comment.visibility !== 'public') return null;
  return <p className="kelp-mailed-hint">{t(comment.isMailed ? whenMailed : otherwise)}</p>;
}

interface MailedHintProps {
  comment: CommentCard;
  whenMailed: StringKey;
  otherwise: StringKey;
}

function EditDialog({ comment, onClose, onChanged }: CommentDialogProps) {
  const [text, setText] = useState(comment.markup ?? comment.text);
  const [isNaming, setNaming] = useState(false);
  async function save() {
    try {
      const confirms = isNaming ? { confirmsNames: true } : {};
      await call(editComment, { id: comment.id, version: comment.version, text, ...confirms });
    } catch (error) {
      setNaming(isAppError(error) && error.id === 'bundle.foreign_names');
      throw error;
    }
    onChanged();
  }
  return (
    <FormDialog
      title={t('comment.editTitle')}
      submitLabel={t(isNaming ? 'comment.saveNamed' : 'comment.save')}
      danger={isNaming}
      size="lg"
      onSubmit={save}
      onClose={onClose}
    >
      <MailedHint comment={comment} whenMailed="comment.mailed" otherwise="comment.publicEdit" />
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
        data-autofocus
      />
    </FormDialog>
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
      <MailedHint comment={comment} whenMailed="comment.mailedDelete" otherwise="comment.publicDelete" />
    </ConfirmDialog>
  );
}
