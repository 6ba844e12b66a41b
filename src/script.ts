import { publishTag } from './page/tag'

publishTag([])
