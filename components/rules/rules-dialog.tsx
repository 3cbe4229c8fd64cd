'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId } from 'react';
import { toast } from 'sonner';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { RulesFields } from './rules-fields';
import { type RulePlace, useRulesForm } from './use-rules-form';

type RulesDialogProps = {
  /** What they are on; undefined: closed. */
  of: { name: string; place: RulePlace } | undefined;
  onClose: () => void;
};

/** Limits, and where there can be any budgets, of something whose own form is full. */
export function RulesDialog({ of, onClose }: RulesDialogProps) {
  return (
    <Dialog open={of !== undefined} onOpenChange={(open) => !open && onClose()}>
      {of && <RulesDialogForm {...of} onClose={onClose} />}
    </Dialog>
  );
}

function RulesDialogForm({ name, place, onClose }: { name: string; place: RulePlace; onClose: () => void }) {
  const t = useTranslations('rules');
  const common = useTranslations('common');
  const formId = useId();
  const form = useRulesForm(place);
  const ofChannel = place.channelId !== undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await form.save();
    } catch {
      // The form shows why.
      return;
    }
    toast.success(common('saved'));
    onClose();
  }

  return (
    <DialogContent
      title={t(ofChannel ? 'limitsOf' : 'rulesOf', { name })}
      description={t(ofChannel ? 'channelDescription' : 'description')}
      footer={
        <FormFooter
          formId={formId}
          submit={common('save')}
          pending={form.saving}
          disabled={!form.isChanged}
          onCancel={onClose}
        />
      }
    >
      <Form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <FormError message={form.failure} />
        <RulesFields form={form} withBudgets={!ofChannel} />
      </Form>
    </DialogContent>
  );
}
