'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { PathTurn } from '../conversation/turn-tree';

type SiblingSwitchProps = PathTurn & { disabled: boolean; onChoose: (parentId: string, id: string) => void };

/** Goes through what could stand in a turn's place: ‹ 2/3 ›. Nothing where there is one only. */
export function SiblingSwitch({ turn, parentId, siblings, disabled, onChoose }: SiblingSwitchProps) {
  const t = useTranslations('playground');
  if (siblings.length < 2) return null;
  const index = siblings.indexOf(turn.id);
  const steps = [
    { target: siblings[index - 1], label: t('previousVersion'), Icon: ChevronLeft },
    { target: siblings[index + 1], label: t('nextVersion'), Icon: ChevronRight },
  ] as const;
  const button = ({ target, label, Icon }: (typeof steps)[number]) => (
    <Button
      variant="ghost"
      size="iconSmall"
      className="w-6 pointer-coarse:w-9"
      aria-label={label}
      disabled={disabled || target === undefined}
      onClick={() => target !== undefined && onChoose(parentId, target)}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
  return (
    <span className="tabular inline-flex items-center text-xs text-muted-foreground">
      {button(steps[0])}
      <span>
        <span className="sr-only">{t('version')} </span>
        {index + 1}/{siblings.length}
      </span>
      {button(steps[1])}
    </span>
  );
}
