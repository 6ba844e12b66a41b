// Stands for Calendly's widget.js, which npm does not have, in what a page sees of it: inline widgets by their data-url.
// It follows, as of November 2026, https://help.calendly.com/hc/en-us/articles/223147027 and, for what the frame's address has,
// react-calendly 4.4.0, https://github.com/tcampb/react-calendly
for (const widget of document.querySelectorAll('.calendly-inline-widget:not([data-processed])')) {
  const url = new URL(widget.dataset.url)
  url.searchParams.set('embed_domain', location.hostname)
  url.searchParams.set('embed_type', 'Inline')
  widget.append(Object.assign(document.createElement('iframe'), { src: url.href, title: 'Book a meeting' }))
  widget.dataset.processed = 'true'
}
