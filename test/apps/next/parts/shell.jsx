/** The document around every App Router route: the recorder first, then the tag as a merchant writes it. */
export function Shell({ tag, children }) {
  return (
    <html lang="en">
      <head>
        <script src="/recorder.js" />
        <link rel="icon" href="data:," />
        {tag}
      </head>
      <body>{children}</body>
    </html>
  )
}
