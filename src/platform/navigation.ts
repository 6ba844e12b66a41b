import { readWindow } from './named'

/** The Navigation API, where the browser has it; not what a page calls so, its menu for example. */
export const readNavigation = (): Navigation | undefined => {
  const navigation = readWindow('navigation')
  return navigation instanceof EventTarget && !(navigation instanceof Node) ? (navigation as Navigation) : undefined
}
