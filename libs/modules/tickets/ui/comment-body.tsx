'use client';

import { Button } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { t } from './strings';

/** Mails bring colours of their own, made for white paper: those get paper, also in the dark. */
const wantsPaper = (html: string) => /style="[^"]*(color|background)|bgcolor=|<font/i.test(html);

interface CommentBodyProps {
  id: string;
  html: string;
  text: string;
}

/**
 * The words of a comment. The HTML was cleaned by the server before it was kept (allowed tags and attributes only, no script, no
 * remote address that loads by itself), so it may be drawn as it is.
 */
export const CommentBody = memo(function CommentBody({ id, html, text }: CommentBodyProps) {
  const [isRemoteShown, showRemote] = useState(false);
  if (html.trim() === '') return <p className="kelp-comment-text">{text}</p>;
  if (isRemoteShown) return <MailFrame id={id} />;
  return (
    <>
      <div
        className="kelp-comment-html"
        data-paper={wantsPaper(html) || undefined}
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {html.includes('data-src="') && (
        <p className="kelp-comment-hint kelp-remote-pictures">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPhoto size={14} aria-hidden="true" />}
            onClick={() => showRemote(true)}
          >
            {t('thread.showPictures')}
          </Button>
          {t('thread.remotePictures')}
        </p>
      )}
    </>
  );
});

/**
 * A mail with the pictures from other servers. It stands in a frame of its own, whose policy lets pictures in and nothing else, so that the
 * policy of the page stays closed to other servers.
 */
function MailFrame({ id }: { id: string }) {
  const [height, setHeight] = useState(160);
  const measure = (frame: HTMLIFrameElement) => {
    const body = frame.contentDocument?.body;
    if (!body) return;
    const fit = () => setHeight(Math.min(body.scrollHeight + 2, 2400));
    fit();
    for (const picture of body.querySelectorAll('img')) picture.addEventListener('load', fit);
  };
  return (
    <iframe
      className="kelp-mail-frame"
      src={`/api/mail-view/${id}`}
      title={t('thread.mailFrame')}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      style={{ height }}
      onLoad={(event) => measure(event.currentTarget)}
    />
  );
}
