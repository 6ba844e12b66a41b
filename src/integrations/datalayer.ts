import { toFields } from '../platform/fields'
import { readWindow } from '../platform/named'
import type { Integration } from './port'

const EVENT = 'introw_conversion'

/**
 * Pushes recorded conversions to `dataLayer`, for the marketer's tags: `{ event: 'introw_conversion', source, conversionId }`,
 * never an e-mail. Every tag of the page then knows that a partner has sent this visitor.
 */
export const dataLayer =
  (): Integration =>
  ({ onResult }) => {
    onResult((result, { source }) => {
      if (result.status !== 'recorded') return
      const { conversionId } = result
      const event = { event: EVENT, source, conversionId }
      const layer = readWindow('dataLayer')
      if (layer === undefined) Object.assign(window, { dataLayer: [event] })
      // A page may have the script twice, and each would tell.
      else if (Array.isArray(layer) && !(conversionId && layer.some(isTold(conversionId)))) layer.push(event)
    })
  }

const isTold = (id: string) => (entry: unknown) => {
  const { event, conversionId } = toFields(entry)
  return event === EVENT && conversionId === id
}
