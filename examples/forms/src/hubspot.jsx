import { HubspotProvider, useHubspotForm } from '@aaronhayes/react-use-hubspot-form'
import { createRoot } from 'react-dom/client'

function Form() {
  useHubspotForm({ portalId: '12345', formId: '11111111-aaaa-4aaa-8aaa-000000000004', target: '#form' })
  return null
}

createRoot(document.getElementById('app')).render(
  <HubspotProvider>
    <Form />
  </HubspotProvider>,
)
