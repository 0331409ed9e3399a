import { checkFile } from '@kelp/platform/storage';
import { invalid } from '@kelp/std';

/** What a picture (base64) is by its bytes, whatever a browser says of it. Throws invalid for anything but a PNG or JPEG of a sane size. */
export function pictureType({ name, content }: { name: string; content: string }): 'image/png' | 'image/jpeg' {
  const { contentType, isHeldBack } = checkFile(Buffer.from(content, 'base64'), name);
  if (isHeldBack || (contentType !== 'image/png' && contentType !== 'image/jpeg'))
    throw invalid('A logo is a PNG or JPEG picture. Save it as one of them and choose it again.', {
      logo: 'Choose a PNG or JPEG picture.',
    });
  return contentType;
}
