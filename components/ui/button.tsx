import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { Spinner } from './spinner';

const buttonVariants = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap',
    'transition-[background-color,border-color,color,opacity,box-shadow] duration-150 select-none',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50',
    '[&_svg]:pointer-events-none [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground shadow-card hover:bg-primary/88',
        secondary: 'border border-input bg-surface text-foreground shadow-card hover:bg-muted',
        ghost: 'text-muted-foreground hover:bg-muted hover:text-foreground',
        danger: 'border border-danger/35 bg-danger-soft text-danger hover:border-danger/60',
        link: 'link-thread h-auto p-0',
      },
      size: {
        small: 'h-8 pointer-coarse:h-10 px-2.5 text-[13px] [&_svg]:size-3.5',
        medium: 'h-9 pointer-coarse:h-10 px-3.5 text-sm [&_svg]:size-4',
        large: 'h-11 px-5 text-[15px] [&_svg]:size-4',
        icon: 'size-9 pointer-coarse:size-10 [&_svg]:size-4',
        iconSmall: 'size-8 pointer-coarse:size-10 [&_svg]:size-3.5',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & {
    /** Renders the only child as the button, a link for example. */
    asChild?: boolean;
    /** Shows a spinner and takes no clicks while work is under way. */
    pending?: boolean;
  };

export function Button({
  className,
  variant,
  size,
  asChild,
  pending,
  children,
  disabled,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...props}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
