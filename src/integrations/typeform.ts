import { beginCounting, type Counted } from './counted'
import { onFrameMessage } from './message'
import type { Integration } from './port'
import { isEach } from './sender'

const isTypeform = isEach((origin) => /^https:\/\/([\w-]+\.)+typeform\.(com|eu)$/.test(origin))

/** In its embed's sandbox nothing is stored. */
const SANDBOX = '__sandbox'

/**
 * Counts what Typeform has stored. It tells no e-mail, but the ids of form and response.
 *
 * @param counted - Form ids. Default: all.
 * @see https://github.com/Typeform/embed/blob/main/packages/embed/src/utils/create-frame-message-handler.ts
 */
export const typeform =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted)
    onFrameMessage(isTypeform, ({ type, formId, responseId }) => {
      if (type !== 'form-submit' || typeof formId !== 'string' || typeof responseId !== 'string') return
      if (!responseId || responseId === SANDBOX) return
      const properties = { typeformForm: formId, typeformResponse: responseId }
      count({ source: 'typeform', id: responseId, properties }, formId)
    })
  }
