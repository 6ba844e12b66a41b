import { createRoot } from 'react-dom/client'
import { InlineWidget, useCalendlyEventListener } from 'react-calendly'

function Calendar() {
  useCalendlyEventListener({ onEventScheduled: () => location.assign('/thanks.html') })
  return <InlineWidget url="https://calendly.com/acme/demo" />
}

createRoot(document.getElementById('calendar')).render(<Calendar />)
