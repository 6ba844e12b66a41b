/** The full edition, `affiliate.full.js`: the same script with every integration, each switched on by its setting. */
import { named } from './integrations/named'
import { publishTag } from './page/tag'

publishTag([named])
