'use client';

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsSplit2,
  IconBlockquote,
  IconCornerUpLeft,
  IconDots,
  IconHistory,
  IconMoodSmile,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { reactionSigns, type CommentCard } from '../contract';
import { t } from './strings';

export type ReactionSign = (typeof reactionSigns)[number];

/** What can be done with a comment; what is missing is not offered. */
export interface CommentActions {
  onReact?: ((comment: CommentCard, emoji: ReactionSign) => void) | undefined;
  onAnswer?: ((comment: CommentCard) => void) | undefined;
  onQuote?: ((comment: CommentCard) => void) | undefined;
  onEdit?: ((comment: CommentCard) => void) | undefined;
  onDelete?: ((comment: CommentCard) => void) | undefined;
  onHistory?: ((comment: CommentCard) => void) | undefined;
  onSplit?: ((comment: CommentCard) => void) | undefined;
}

/** The signs and deeds of a comment, in its corner. */
export function CommentMenu({ comment, actions }: { comment: CommentCard; actions: CommentActions }) {
  const { onReact, onAnswer, onQuote, onEdit, onDelete, onHistory, onSplit } = actions;
  const of = { name: comment.authorName };
  const more = onQuote ?? onEdit ?? onDelete ?? onHistory ?? onSplit;
  return (
    <div className="kelp-comment-actions">
      {onReact && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('comment.react', of)}>
              <IconMoodSmile size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown className="kelp-reaction-choices">
            {reactionSigns.map((emoji) => (
              <Menu.Item key={emoji} onClick={() => onReact(comment, emoji)} aria-label={t(`sign.${emoji}`)}>
                {emoji}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {onAnswer && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('comment.answer', of)}
          onClick={() => onAnswer(comment)}
        >
          <IconCornerUpLeft size={16} />
        </ActionIcon>
      )}
      {more && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('comment.more', of)}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {onQuote && (
              <Menu.Item leftSection={<IconBlockquote size={15} />} onClick={() => onQuote(comment)}>
                {t('comment.quote')}
              </Menu.Item>
            )}
            {onSplit && (
              <Menu.Item leftSection={<IconArrowsSplit2 size={15} />} onClick={() => onSplit(comment)}>
                {t('relate.split')}
              </Menu.Item>
            )}
            {onEdit && (
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => onEdit(comment)}>
                {t('comment.edit')}
              </Menu.Item>
            )}
            {onHistory && (
              <Menu.Item leftSection={<IconHistory size={15} />} onClick={() => onHistory(comment)}>
                {t('comment.history')}
              </Menu.Item>
            )}
            {onDelete && (
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onDelete(comment)}>
                {t('comment.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
