'use client';

import { IconFile, IconFileText, IconFileZip, IconPhoto } from '@tabler/icons-react';
import { formatBytes, useFormats } from '@kelp/ui';
import { getAttachment, type CommentCard } from '../contract';
import { t } from './strings';

type Attachment = CommentCard['attachments'][number];

const address = ({ id }: Attachment) => `/api/files/${getAttachment.name}/${id}`;

function FileIcon({ contentType }: { contentType: string }) {
  const Icon = contentType.startsWith('image/')
    ? IconPhoto
    : /zip|compressed|tar/.test(contentType)
      ? IconFileZip
      : /pdf|text|word/.test(contentType)
        ? IconFileText
        : IconFile;
  return <Icon size={16} aria-hidden="true" />;
}

/** The files of a comment with their sizes. Pictures that stand in the text already are not listed again. */
export function Attachments({ comment }: { comment: CommentCard }) {
  const { locale } = useFormats();
  const listed = comment.attachments.filter(({ id, isInline }) => !isInline || !comment.html.includes(id));
  if (listed.length === 0) return null;
  const isPicture = ({ contentType }: Attachment) => /^image\/(png|jpeg|gif|webp)$/.test(contentType);
  return (
    <ul className="kelp-files" aria-label={t('thread.files')}>
      {listed.filter(isPicture).map((file) => (
        <li key={`${file.id}-picture`}>
          <a className="kelp-file-picture" href={`${address(file)}?show=1`} target="_blank" rel="noreferrer">
            <img src={`${address(file)}?show=1`} alt={file.filename} loading="lazy" />
          </a>
        </li>
      ))}
      {listed.map((file) => (
        <li key={file.id}>
          <a className="kelp-file" href={address(file)} download={file.filename}>
            <FileIcon contentType={file.contentType} />
            <span>{file.filename}</span>
            <span className="kelp-muted kelp-num">{formatBytes(file.size, locale)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
