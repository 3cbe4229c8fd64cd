'use client';

import {
  type ComponentProps,
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useState,
} from 'react';
import { type FormControl, type FormProblem, findProblem, isFormControl } from './form-problem';

type Problems = ReadonlyMap<string, FormProblem>;

const none: Problems = new Map();
const ProblemsContext = createContext<Problems>(none);

type FormProps = Omit<ComponentProps<'form'>, 'noValidate' | 'onSubmit'> & {
  /** Called only when no control's own rule (required, type, pattern, bounds) is broken. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
};

/**
 * A form that says what is wrong in its own words, beside the field, and puts the cursor into the first wrong one:
 * browsers' own bubbles speak the browser's language and cover what they point at. Controls stand in a Field, which
 * shows the message. A message goes when its value is mended.
 */
export function Form({ onSubmit, onInput, onReset, children, ...props }: FormProps) {
  const [problems, setProblems] = useState(none);

  function submit(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget;
    const wrong = wrongControls(form);
    setProblems(new Map(wrong.map(({ control, problem }) => [control.id, problem])));
    if (wrong.length > 0) {
      event.preventDefault();
      wrong[0]?.control.focus();
      return;
    }
    onSubmit(event);
    // What the form itself found wrong stands in the document after this turn.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }

  function recheck({ target }: FormEvent<HTMLFormElement>) {
    if (!isFormControl(target) || !problems.has(target.id)) return;
    const next = new Map(problems);
    const problem = findProblem(target);
    if (problem) next.set(target.id, problem);
    else next.delete(target.id);
    setProblems(next);
  }

  return (
    <form
      {...props}
      // Until the page's program is there a browser would send the form itself, with a password in the address. Outside
      // of a <dialog>, this method sends nothing (HTML, "form submission algorithm").
      method="dialog"
      noValidate
      onSubmit={submit}
      onInput={(event) => {
        recheck(event);
        onInput?.(event);
      }}
      onReset={(event) => {
        setProblems(none);
        onReset?.(event);
      }}
    >
      <ProblemsContext value={problems}>{children}</ProblemsContext>
    </form>
  );
}

/** What is wrong with the control of this id, since the form was last sent. */
export function useFormProblem(id: string): FormProblem | undefined {
  return useContext(ProblemsContext).get(id);
}

function wrongControls(form: HTMLFormElement): { control: FormControl; problem: FormProblem }[] {
  return Array.from(form.elements).flatMap((control) => {
    const problem = isFormControl(control) ? findProblem(control) : undefined;
    return problem && isFormControl(control) ? [{ control, problem }] : [];
  });
}
