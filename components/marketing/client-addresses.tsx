import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';

type ClientAddressesProps = {
  /** Address up to and with /v1, as the OpenAI client wants it. */
  baseUrl: string;
};

/** What goes where in each of the three clients. */
export function ClientAddresses({ baseUrl }: ClientAddressesProps) {
  const t = useTranslations('landing.addresses');
  const origin = baseUrl.replace(/\/v1$/, '');
  const clients = [
    { name: 'OpenAI', address: baseUrl, header: 'Authorization: Bearer' },
    { name: 'Anthropic', address: origin, header: 'x-api-key' },
    { name: 'Gemini', address: origin, header: 'x-goog-api-key' },
  ];
  return (
    <table className="mt-4 w-full text-[13px]">
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr className="border-b text-left text-xs text-muted-foreground">
          <th scope="col" className="py-2 pr-4 font-medium">
            {t('client')}
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            {t('address')}
          </th>
          <th scope="col" className="py-2 font-medium max-sm:hidden">
            {t('key')}
          </th>
        </tr>
      </thead>
      <tbody>
        {clients.map(({ name, address, header }) => (
          <tr key={name} className="border-b last:border-b-0">
            <th scope="row" className="py-1 pr-4 text-left font-medium">
              {name}
            </th>
            <td className="py-1 pr-4 font-mono text-xs">
              <span className="flex items-center gap-1">
                <span className="break-all">{address}</span>
                <CopyButton text={address} label={t('addressFor', { client: name })} />
              </span>
            </td>
            <td className="py-1 font-mono text-xs text-muted-foreground max-sm:hidden">{header}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
