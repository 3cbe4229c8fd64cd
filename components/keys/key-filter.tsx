'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import { useTenant } from '@/components/shell/session';
import { useDebounced } from '@/components/ui/use-debounced';

type KeyFilterProps = Omit<ComponentProps<typeof ChoiceFilter>, 'options' | 'onSearch'>;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** As many as the operation takes by id. */
const mostChosen = 50;

/** Any API keys of however many there are: they are looked for on the server as one types, by name, prefix and maker. */
export function KeyFilter({ selected, ...filter }: KeyFilterProps) {
  const trpc = useTRPC();
  const tenant = useTenant();
  const [text, setText] = useState('');
  const search = useDebounced(text.trim().slice(0, 100));
  const list = trpc.keys.list;
  const found = useQuery(
    list.queryOptions({ tenant, ...(search && { search }) }, { placeholderData: keepPreviousData }),
  );
  const ids = selected.filter((id) => uuid.test(id)).slice(0, mostChosen);
  // What is chosen has a name, wherever in the list it stands.
  const chosen = useQuery(list.queryOptions({ tenant, id: ids }, { enabled: ids.length > 0 }));
  const keys = new Map(
    [...(found.data?.items ?? []), ...(chosen.data?.items ?? [])].map((key) => [key.id, key]),
  );
  return (
    <ChoiceFilter
      {...filter}
      selected={selected}
      options={[...keys.values()].map(toOption)}
      onSearch={setText}
    />
  );
}

function toOption({ id, name, prefix, maker }: Outputs['keys']['list']['items'][number]) {
  return { value: id, label: name, hint: `${prefix}…`, words: maker?.name ?? undefined };
}
