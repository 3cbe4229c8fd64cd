'use client';

import { useTranslations } from 'next-intl';
import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import { cn } from './class-names';
import { useFormProblem } from './form';
import { Label } from './label';

type ControlProps = { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

type FieldProps = {
  label: ReactNode;
  /** A sentence under the control on what it is for. Where the control has a pattern, it says the pattern's rule. */
  hint?: ReactNode;
  /** What is wrong with the value; takes the hint's place and is announced. Goes before what the Form found. */
  error?: ReactNode;
  /** Small text beside the label, "optional" for example. */
  aside?: ReactNode;
  className?: string;
  children: ReactElement<ControlProps>;
};

/** A labelled control with its hint and error tied to it for screen readers. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const t = useTranslations('common.validation');
  const id = useId();
  const noteId = `${id}-note`;
  const problem = useFormProblem(id);
  const isWrong = Boolean(error) || problem !== undefined;
  let note = error ?? hint;
  if (!error && problem) {
    const { reason } = problem;
    if (reason !== 'pattern') note = t(reason, 'bound' in problem ? { bound: problem.bound } : {});
    else note = hint ?? t(reason);
  }
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {aside && <span className="text-xs text-muted-foreground">{aside}</span>}
      </div>
      {cloneElement(children, {
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': isWrong ? true : undefined,
      })}
      {note && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={cn('text-xs leading-relaxed', isWrong ? 'text-danger' : 'text-muted-foreground')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
