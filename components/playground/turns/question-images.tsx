import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AttachedImage } from '../conversation/conversation';

/** The pictures of a question; in the place of one that was too large to be kept, its name. */
export function QuestionImages({ images }: { images: readonly AttachedImage[] }) {
  const t = useTranslations('playground');
  if (images.length === 0) return null;
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {images.map((image, index) =>
        image.dataUrl === '' ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the pictures of a question never move.
            key={index}
            className="flex items-center gap-1.5 rounded-lg border border-dashed px-2.5 py-1.5 text-xs text-muted-foreground"
          >
            <ImageOff aria-hidden="true" className="size-3.5" />
            {t('imageNotKept', { name: image.name })}
          </span>
        ) : (
          // biome-ignore lint/performance/noImgElement: a data URL of the person's own; nothing to optimise.
          <img
            // biome-ignore lint/suspicious/noArrayIndexKey: the pictures of a question never move.
            key={index}
            src={image.dataUrl}
            alt={image.name}
            className="max-h-40 max-w-56 rounded-lg border object-cover"
          />
        ),
      )}
    </div>
  );
}
