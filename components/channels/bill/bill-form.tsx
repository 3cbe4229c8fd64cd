'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { SubmitButton } from '@/components/ui/submit-button';
import { type BillFormat, type BillInput, usualFormat } from './bill';
import { ColumnFields } from './column-fields';
import { asColumns, type ChosenColumns, guessColumns } from './guess-columns';
import { lastMonth } from './last-month';
import { readHeadings } from './read-headings';

/** As much as the operation takes. */
const MOST_CHARACTERS = 700_000;

type BillFormProps = {
  provider: string;
  pending: boolean;
  failure: string | undefined;
  onSubmit: (bill: BillInput) => void;
};

/** Which days, and the provider's report of them as a file. */
export function BillForm({ provider, pending, failure, onSubmit }: BillFormProps) {
  const t = useTranslations('channels.bill');
  const [period, setPeriod] = useState(lastMonth);
  const [format, setFormat] = useState<BillFormat>(usualFormat(provider));
  const [report, setReport] = useState<string>();
  const [headings, setHeadings] = useState<string[]>([]);
  const [columns, setColumns] = useState<ChosenColumns>({});
  const [excludesCached, setExcludesCached] = useState(false);
  const [wrong, setWrong] = useState<'tooLong' | 'noFile' | 'noColumns'>();

  async function take(file: File | undefined) {
    setWrong(undefined);
    const text = await file?.text();
    setReport(text);
    if (text === undefined) return;
    if (text.length > MOST_CHARACTERS) return setWrong('tooLong');
    const isJson = /^\s*[[{]/.test(text);
    if (isJson) return setFormat(format === 'csv' ? 'openai' : format);
    setFormat('csv');
    const found = await readHeadings(text);
    setHeadings(found);
    setColumns(guessColumns(found));
  }

  function submit() {
    if (report === undefined) return setWrong('noFile');
    if (report.length > MOST_CHARACTERS) return setWrong('tooLong');
    if (format !== 'csv') return onSubmit({ ...period, format, report });
    const chosen = asColumns(columns, excludesCached);
    if (!chosen) return setWrong('noColumns');
    onSubmit({ ...period, format, report, columns: chosen });
  }

  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('from')}>
          <Input
            type="date"
            required
            value={period.from}
            onChange={(event) => setPeriod({ ...period, from: event.target.value })}
          />
        </Field>
        <Field label={t('to')} hint={t('periodHint')}>
          <Input
            type="date"
            required
            min={period.from}
            value={period.to}
            onChange={(event) => setPeriod({ ...period, to: event.target.value })}
          />
        </Field>
      </div>
      <Segmented
        aria-label={t('format')}
        className="self-start"
        value={format}
        onValueChange={setFormat}
        options={[
          { value: 'openai', label: 'OpenAI' },
          { value: 'anthropic', label: 'Anthropic' },
          { value: 'csv', label: 'CSV' },
        ]}
      />
      <Field
        label={t('report')}
        hint={t(`reportHint.${format}`)}
        error={wrong === undefined ? undefined : t(`wrong.${wrong}`)}
      >
        <Input
          type="file"
          accept=".json,.csv,application/json,text/csv"
          className="h-auto py-1.5 file:mr-3 file:rounded file:border-0 file:bg-muted file:px-2 file:py-1 file:text-xs"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </Field>
      {format === 'csv' && headings.length > 0 && (
        <ColumnFields
          headings={headings}
          columns={columns}
          onColumns={setColumns}
          excludesCached={excludesCached}
          onExcludesCached={setExcludesCached}
        />
      )}
      <FormError message={failure} />
      <SubmitButton variant="primary" pending={pending} className="self-start">
        {t('compare')}
      </SubmitButton>
    </Form>
  );
}
