'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import type { AttachedImage } from './conversation/conversation';
import { maximumImageBytes, readImage } from './read-image';

/** With one question. */
const most = 8;
const kinds = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

export const acceptedImages = [...kinds].join(',');

/** Reads pictures that were chosen, pasted or dropped, and says which are too large or too many. */
export function useAttachments(
  images: readonly AttachedImage[],
  onRead: (read: readonly AttachedImage[]) => void,
): (files: readonly File[]) => Promise<void> {
  const t = useTranslations('playground');
  return async (files) => {
    const pictures = files.filter(({ type }) => kinds.has(type));
    const tooLarge = pictures.filter(({ size }) => size > maximumImageBytes);
    if (tooLarge.length > 0)
      toast.error(t('imageTooLarge', { name: tooLarge.map(({ name }) => name).join(', ') }));
    const fitting = pictures.filter(({ size }) => size <= maximumImageBytes);
    const room = Math.max(0, most - images.length);
    if (fitting.length > room) toast.error(t('tooManyImages', { count: most }));
    if (fitting.length === 0 || room === 0) return;
    onRead(await Promise.all(fitting.slice(0, room).map(readImage)));
  };
}
