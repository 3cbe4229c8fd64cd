'use client';

import { useTranslations } from 'next-intl';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import { NumberFilter } from '@/components/filters/number-filter';
import { type FilterName, filterUnits } from './filter-definitions';
import { type ListFilter, listFilters, type NumberFilterName, numberFilters } from './log-parsers';
import type { useFilterOptions } from './use-filter-options';
import type { LogFilterState } from './use-log-filter';

type LogFilterControlProps = {
  name: FilterName;
  view: LogFilterState;
  options: ReturnType<typeof useFilterOptions>;
  defaultOpen?: boolean;
  onClosed?: () => void;
  className?: string;
};

/** One of the page's filters, of whichever kind it is. */
export function LogFilterControl({ name, view, options, ...rest }: LogFilterControlProps) {
  const t = useTranslations('logs');
  const label = t(`filters.${name}`);
  const { address, change } = view;
  if (isNumberFilter(name)) {
    return (
      <NumberFilter
        label={label}
        unit={filterUnits[name]}
        value={{ min: address[`${name}.min`], max: address[`${name}.max`] }}
        onChange={({ min, max }) => change({ [`${name}.min`]: min, [`${name}.max`]: max })}
        {...rest}
      />
    );
  }
  if (isListFilter(name)) {
    return (
      <ChoiceFilter
        label={label}
        options={options[name]}
        selected={address[name]}
        onChange={(selected) => change({ [name]: selected.length > 0 ? selected : null })}
        {...rest}
      />
    );
  }
  const chosen = address[name];
  return (
    <ChoiceFilter
      single
      label={label}
      options={options[name]}
      selected={chosen === null ? [] : [String(chosen)]}
      onChange={([value]) => {
        if (name === 'stream') change({ stream: value === undefined ? null : value === 'true' });
        else change({ outcome: value === 'success' || value === 'failure' ? value : null });
      }}
      {...rest}
    />
  );
}

/** Whether a filter is set to anything. */
export function isSet(name: FilterName, { address }: LogFilterState): boolean {
  if (isNumberFilter(name)) return address[`${name}.min`] !== null || address[`${name}.max`] !== null;
  if (isListFilter(name)) return address[name].length > 0;
  return address[name] !== null;
}

/** Sets a filter to nothing. */
export function unset(name: FilterName, { change }: LogFilterState): void {
  if (isNumberFilter(name)) change({ [`${name}.min`]: null, [`${name}.max`]: null });
  else change({ [name]: null });
}

function isNumberFilter(name: FilterName): name is NumberFilterName {
  return numberFilters.some((each) => each === name);
}

function isListFilter(name: FilterName): name is ListFilter {
  return listFilters.some((each) => each === name);
}
