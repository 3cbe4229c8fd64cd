type Priced = {
  /** The provider's name of the model; without a provider, a public name is understood, too. */
  model: string;
  /** Id of the provider; absent: whichever serves the model. */
  provider?: string | null | undefined;
};

/** The address where a price for a model is set, with what is known filled in. */
export function priceHref(tenant: string, { model, provider }: Priced): string {
  const query = new URLSearchParams({ price: model, ...(provider ? { priceProvider: provider } : {}) });
  return `/${tenant}/models?${query}`;
}
