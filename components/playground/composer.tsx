'use client';

import { ArrowUp, ImagePlus, Square, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, type Ref, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { Draft } from './conversation/conversation';
import { acceptedImages, useAttachments } from './use-attachments';

type ComposerProps = {
  /** Of the field, to put the cursor into it. */
  fieldRef: Ref<HTMLTextAreaElement>;
  draft: Draft;
  onDraft: (change: (draft: Draft) => Draft) => void;
  streaming: boolean;
  /** Whether the conversation is known that is written in. */
  ready: boolean;
  /** No model is chosen yet. */
  disabled: boolean;
  onAsk: () => void;
  onStop: () => void;
  /** The person begins to write. */
  onFocus: () => void;
  /** The model that is asked, where nothing else on the page names it. */
  model: ReactNode;
};

/** Where a message is written. Enter sends, Shift and Enter begin a new line. */
export function Composer({
  fieldRef,
  draft,
  onDraft,
  streaming,
  ready,
  disabled,
  onAsk,
  onStop,
  onFocus,
  model,
}: ComposerProps) {
  const t = useTranslations('playground');
  const { text, images } = draft;
  const fileInput = useRef<HTMLInputElement>(null);
  const attach = useAttachments(images, (read) =>
    onDraft((before) => ({ ...before, images: [...before.images, ...read] })),
  );
  const sendable = ready && !disabled && !streaming && (text.trim() !== '' || images.length > 0);

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes (Chinese, Japanese), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (sendable) onAsk();
  }

  return (
    <div className="rounded-xl border border-input bg-surface shadow-raised focus-within:border-ring">
      {images.length > 0 && (
        <ul className="flex flex-wrap gap-2 px-3 pt-3">
          {images.map((image, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may be attached twice.
            <li key={index} className="relative">
              {/* biome-ignore lint/performance/noImgElement: a data URL of the person's own; nothing to optimise. */}
              <img src={image.dataUrl} alt={image.name} className="size-14 rounded-md border object-cover" />
              <button
                type="button"
                aria-label={t('removeImage', { name: image.name })}
                onClick={() =>
                  onDraft((before) => ({
                    ...before,
                    images: before.images.filter((candidate) => candidate !== image),
                  }))
                }
                className="finger-room absolute -top-1.5 -right-1.5 grid size-5 place-items-center rounded-full border bg-surface text-muted-foreground hover:text-foreground"
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={fieldRef}
        readOnly={!ready}
        aria-label={t('message')}
        placeholder={t('messagePlaceholder')}
        value={text}
        rows={1}
        onChange={(event) => {
          const { value } = event.target;
          onDraft((before) => ({ ...before, text: value }));
        }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          void attach(Array.from(event.clipboardData.files));
        }}
        className="block field-sizing-content max-h-[min(14rem,30dvh)] min-h-12 w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-[15px] leading-relaxed outline-none pointer-coarse:text-base placeholder:text-muted-foreground"
      />
      <div className="flex items-center gap-1 p-2">
        <input
          ref={fileInput}
          type="file"
          accept={acceptedImages}
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
          title={t('attachImage')}
          onClick={() => fileInput.current?.click()}
        >
          <ImagePlus aria-hidden="true" />
        </Button>
        <div className="mr-auto min-w-0">{model}</div>
        {streaming ? (
          <Button size="small" onClick={onStop}>
            <Square aria-hidden="true" className="fill-current" />
            {t('stop')}
          </Button>
        ) : (
          <Button variant="primary" size="small" disabled={!sendable} onClick={onAsk}>
            {t('send')}
            <ArrowUp aria-hidden="true" />
          </Button>
        )}
      </div>
    </div>
  );
}
