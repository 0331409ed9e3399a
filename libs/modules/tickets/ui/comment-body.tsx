'use client';

import { memo } from 'react';
import { t } from './strings';

/** Mails bring colours of their own, made for white paper: those get paper, also in the dark. */
const wantsPaper = (html: string) => /style="[^"]*(color|background)|bgcolor=|<font/i.test(html);

/**
 * The words of a comment. The HTML was cleaned by the server before it was kept (allowed tags and attributes only, no script, no
 * remote address that loads by itself), so it may be drawn as it is.
 */
export const CommentBody = memo(function CommentBody({ html, text }: { html: string; text: string }) {
  if (html.trim() === '') return <p className="kelp-comment-text">{text}</p>;
  return (
    <>
      <div
        className="kelp-comment-html"
        data-paper={wantsPaper(html) || undefined}
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {html.includes('data-src="') && <p className="kelp-comment-hint">{t('thread.remotePictures')}</p>}
    </>
  );
});
