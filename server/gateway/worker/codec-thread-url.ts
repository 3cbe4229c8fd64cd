/** The codec thread's program. Not for what is bundled: there the file is not where it says. */
export const codecThreadUrl = new URL('./codec-thread.ts', import.meta.url);
