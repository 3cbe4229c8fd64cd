'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useContext } from 'react';
import { Button } from './button';
import { CopyListener } from './copy-listener';
import { useCopied } from './use-copied';

type CopyButtonProps = {
  /** What goes to the clipboard. */
  text: string;
  /** What is copied, for screen readers: "request id". */
  label?: string;
  /** With words beside the icon. */
  showText?: boolean;
  className?: string;
};

export function CopyButton({ text, label, showText, className }: CopyButtonProps) {
  const t = useTranslations('common');
  const onCopied = useContext(CopyListener);
  const { copied, copy } = useCopied();

  const Icon = copied ? Check : Copy;
  const name = copied ? t('copied') : label ? t('copyNamed', { what: label }) : t('copy');
  return (
    <Button
      variant={showText ? 'secondary' : 'ghost'}
      size={showText ? 'small' : 'iconSmall'}
      className={className}
      aria-label={name}
      onClick={async () => {
        await copy(text);
        onCopied?.(text);
      }}
    >
      <Icon aria-hidden="true" className={copied ? 'text-success' : undefined} />
      {showText && (copied ? t('copied') : t('copy'))}
      <span aria-live="polite" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </Button>
  );
}
