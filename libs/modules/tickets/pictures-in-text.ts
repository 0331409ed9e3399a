import type { PictureUrl } from '@kelp/platform/html';
import type { NewAttachment } from './write-comment';

/** Pictures that browsers draw and that can do nothing. */
const drawable = /^image\/(png|jpeg|gif|webp)$/;

type File = Pick<NewAttachment, 'filename' | 'contentType'> & { id: string };

/** Where the pictures of a comment are that its text names by `![file name]`: behind the attachment door. */
export const pictureUrlOf =
  (files: readonly File[]): PictureUrl =>
  (name) => {
    const file = files.find(({ filename, contentType }) => filename === name && drawable.test(contentType));
    return file ? `/api/files/ticket.attachment/${file.id}` : null;
  };
