'use client';

import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import { cn } from './class-names';
import { Label } from './label';

type ControlProps = { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

type FieldProps = {
  label: ReactNode;
  /** A sentence under the control on what it is for. */
  hint?: ReactNode;
  /** What is wrong with the value; takes the hint's place and is announced. */
  error?: ReactNode;
  /** Small text beside the label, "optional" for example. */
  aside?: ReactNode;
  className?: string;
  children: ReactElement<ControlProps>;
};

/** A labelled control with its hint and error tied to it for screen readers. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {aside && <span className="text-xs text-muted-foreground">{aside}</span>}
      </div>
      {cloneElement(children, {
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={cn('text-xs leading-relaxed', error ? 'text-danger' : 'text-muted-foreground')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
