type Katex = typeof import('katex').default;

let loading: Promise<Katex> | undefined;

/** KaTeX with its style sheet and fonts, from this same address, once the first formula is there. */
export function loadKatex(): Promise<Katex> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
    ([module]) => module.default,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
