import { Square, SquareCheck } from 'lucide-react';
import { useMessage } from './message-context';

/** Whether a task of a list is done. A picture, no control: an answer is not filled in. */
export function TaskMark({ done }: { done: boolean }) {
  const { label } = useMessage();
  const Icon = done ? SquareCheck : Square;
  return (
    <Icon
      role="img"
      aria-label={done ? label.taskDone : label.taskOpen}
      className={`absolute top-[0.35em] -left-5.5 size-4 ${done ? 'text-thread' : 'text-muted-foreground'}`}
    />
  );
}
