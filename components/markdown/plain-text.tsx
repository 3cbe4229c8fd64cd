/** In characters: what the browser lays out at a time. */
const pieceLength = 16 * 1024;

/** Text as it is, however long: pieces out of sight are not laid out. */
export function PlainText({ text }: { text: string }) {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf('\n', start + pieceLength);
    // A line that does not end soon is broken where it is.
    const end = lineEnd === -1 || lineEnd > start + 2 * pieceLength ? start + pieceLength : lineEnd + 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return (
    <div>
      {pieces.map((piece, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text only ever grow at its end.
          key={index}
          className="wrap-anywhere whitespace-pre-wrap [contain-intrinsic-size:auto_40rem] [content-visibility:auto]"
        >
          {piece}
        </div>
      ))}
    </div>
  );
}
