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
      const event = { event: 'introw_conversion', source, conversionId: result.conversionId }
      const layer = readWindow('dataLayer')
      if (layer === undefined) Object.assign(window, { dataLayer: [event] })
      else if (Array.isArray(layer)) layer.push(event)
    })
  }
