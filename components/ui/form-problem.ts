/** What a control's own rules say of its value; named like the messages in `common.validation`. */
export type FormProblem =
  | { reason: 'missing' | 'email' | 'url' | 'number' | 'pattern' }
  | { reason: 'tooShort' | 'tooLong' | 'tooSmall' | 'tooLarge' | 'step'; bound: string };

export type FormControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function isFormControl(element: unknown): element is FormControl {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

/** Undefined where nothing is wrong. Blanks alone count as nothing, but in a password they are what somebody chose. */
export function findProblem(control: FormControl): FormProblem | undefined {
  if (!control.willValidate) return undefined;
  const { validity, type, value } = control;
  if (validity.badInput) return { reason: 'number' };
  if (validity.valueMissing) return { reason: 'missing' };
  if (control.required && type !== 'password' && value.trim() === '') return { reason: 'missing' };
  if (validity.typeMismatch) return { reason: type === 'url' ? 'url' : 'email' };
  if (validity.patternMismatch) return { reason: 'pattern' };
  const bound = (name: string) => control.getAttribute(name) ?? '';
  if (validity.tooShort) return { reason: 'tooShort', bound: bound('minlength') };
  if (validity.tooLong) return { reason: 'tooLong', bound: bound('maxlength') };
  if (validity.rangeUnderflow) return { reason: 'tooSmall', bound: bound('min') };
  if (validity.rangeOverflow) return { reason: 'tooLarge', bound: bound('max') };
  if (validity.stepMismatch) return { reason: 'step', bound: bound('step') || '1' };
  return undefined;
}
