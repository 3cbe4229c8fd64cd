'use client';

import { AudioLines, File, Film, Image as Picture } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Piece } from './turn';

const icons = { image: Picture, audio: AudioLines, video: Film, file: File };

/** Pictures that stand in the request itself; nothing is fetched from elsewhere. */
const shownImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;
const longestAddress = 300;

/** A picture, small; of everything else that is no text, what it is. */
export function MediaPiece({ media }: { media: Extract<Piece, { type: 'media' }> }) {
  const t = useTranslations('logDetails.conversation');
  const { kind, name, source = '' } = media;
  if (shownImage.test(source)) {
    return (
      // biome-ignore lint/performance/noImgElement: a data URL of the request's own; nothing to optimise.
      <img
        src={source}
        alt={name || t('media.image')}
        className="max-h-48 max-w-full self-start rounded-lg border"
      />
    );
  }
  const Icon = icons[kind];
  const address = source.startsWith('data:') ? '' : source.slice(0, longestAddress);
  return (
    <p className="flex min-w-0 items-center gap-2 self-start rounded-lg border bg-sunken px-3 py-2 text-[13px]">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="shrink-0">{t(`media.${kind}`)}</span>
      <span className="min-w-0 truncate font-mono text-xs text-muted-foreground">{name || address}</span>
    </p>
  );
}
