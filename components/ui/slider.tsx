'use client';

import { Slider as SliderPrimitive } from 'radix-ui';
import { cn } from './class-names';

type SliderProps = {
  value: number;
  onValueChange: (value: number) => void;
  min: number;
  max: number;
  step: number;
  'aria-label': string;
  className?: string;
};

export function Slider({ value, onValueChange, className, 'aria-label': label, ...range }: SliderProps) {
  return (
    <SliderPrimitive.Root
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      className={cn(
        'relative flex h-5 pointer-coarse:h-10 w-full touch-none items-center select-none',
        className,
      )}
      {...range}
    >
      <SliderPrimitive.Track className="relative h-0.5 grow rounded-full bg-border-strong">
        <SliderPrimitive.Range className="absolute h-full rounded-full bg-thread" />
      </SliderPrimitive.Track>
      <SliderPrimitive.Thumb
        aria-label={label}
        className="block size-3.5 pointer-coarse:size-5 rounded-full border-2 border-thread bg-surface shadow-card"
      />
    </SliderPrimitive.Root>
  );
}
