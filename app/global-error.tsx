'use client';

/** The last resort, when not even the frame of the pages can be drawn: no fonts, no messages, no styles but these. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body
        style={{
          font: '16px/1.6 system-ui, sans-serif',
          margin: '20vh auto',
          maxWidth: '30rem',
          padding: '0 1rem',
        }}
      >
        <h1 style={{ fontSize: '1.5rem' }}>Heddle could not show this page. 页面无法显示。</h1>
        <button type="button" onClick={reset}>
          Try again · 重试
        </button>
      </body>
    </html>
  );
}
