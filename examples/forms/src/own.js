import { init } from '@introw/affiliate'

/** @type {import('@introw/affiliate').Integration} */
const widget = ({ claim, report }) => {
  claim()
  // Its server has accepted: not a click on its button, which says nothing.
  addEventListener('widget:accepted', ({ detail: { id, email } }) => {
    report({ source: 'widget', id, email, properties: { widgetId: id } })
  })
}

const { apiHost, publishableKey } = document.body.dataset
init({ publishableKey, apiHost, integrations: [widget] })
