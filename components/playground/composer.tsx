'use client';

import { ArrowUp, ImagePlus, Square, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import type { AttachedImage } from './conversation';
import { maximumImageBytes, readImage } from './read-image';

type ComposerProps = {
  streaming: boolean;
  /** No model is chosen yet. */
  disabled: boolean;
  onAsk: (text: string, images: readonly AttachedImage[]) => void;
  onStop: () => void;
};

/** Where a message is written. Enter sends, Shift and Enter begin a new line. */
export function Composer({ streaming, disabled, onAsk, onStop }: ComposerProps) {
  const t = useTranslations('playground');
  const [text, setText] = useState('');
  const [images, setImages] = useState<readonly AttachedImage[]>([]);
  const fileInput = useRef<HTMLInputElement>(null);
  const sendable = !disabled && !streaming && (text.trim() !== '' || images.length > 0);

  function send() {
    if (!sendable) return;
    onAsk(text.trim(), images);
    setText('');
    setImages([]);
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes (Chinese, Japanese), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  async function attach(files: readonly File[]) {
    const tooLarge = files.filter((file) => file.size > maximumImageBytes);
    if (tooLarge.length > 0)
      toast.error(t('imageTooLarge', { name: tooLarge.map((file) => file.name).join(', ') }));
    const read = await Promise.all(files.filter((file) => file.size <= maximumImageBytes).map(readImage));
    setImages((before) => [...before, ...read]);
  }

  return (
    <div className="rounded-xl border border-input bg-surface shadow-raised focus-within:border-ring">
      {images.length > 0 && (
        <ul className="flex flex-wrap gap-2 px-3 pt-3">
          {images.map((image) => (
            <li key={image.dataUrl} className="relative">
              {/* biome-ignore lint/performance/noImgElement: a data URL of the person's own; nothing to optimise. */}
              <img src={image.dataUrl} alt={image.name} className="size-14 rounded-md border object-cover" />
              <button
                type="button"
                aria-label={t('removeImage', { name: image.name })}
                onClick={() => setImages(images.filter((candidate) => candidate !== image))}
                className="finger-room absolute -top-1.5 -right-1.5 grid size-5 place-items-center rounded-full border bg-surface text-muted-foreground hover:text-foreground"
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        aria-label={t('message')}
        placeholder={t('messagePlaceholder')}
        value={text}
        rows={1}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="block field-sizing-content max-h-56 min-h-12 w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-[15px] leading-relaxed outline-none placeholder:text-muted-foreground"
      />
      <div className="flex items-center justify-between p-2">
        <input
          ref={fileInput}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          multiple
          hidden
          aria-label={t('attachImage')}
          onChange={(event) => {
            void attach(Array.from(event.target.files ?? []));
            event.target.value = '';
          }}
        />
        <Button
          variant="ghost"
          size="iconSmall"
          aria-label={t('attachImage')}
          onClick={() => fileInput.current?.click()}
        >
          <ImagePlus aria-hidden="true" />
        </Button>
        {streaming ? (
          <Button size="small" onClick={onStop}>
            <Square aria-hidden="true" className="fill-current" />
            {t('stop')}
          </Button>
        ) : (
          <Button variant="primary" size="small" disabled={!sendable} onClick={send}>
            {t('send')}
            <ArrowUp aria-hidden="true" />
          </Button>
        )}
      </div>
    </div>
  );
}
