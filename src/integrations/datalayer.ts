import { toFields } from '../platform/fields'
import { readWindow } from '../platform/named'
import type { Integration } from './port'

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
      const event = { event: 'introw_conversion', source, conversionId }
      const layer = readWindow('dataLayer')
      if (layer === undefined) Object.assign(window, { dataLayer: [event] })
      // A page may have the script twice, and each would tell.
      else if (Array.isArray(layer) && !layer.some((other) => toFields(other).conversionId === conversionId))
        layer.push(event)
    })
  }
