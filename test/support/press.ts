import type { Tab } from './engine.ts'

/** Clicks what moves in before it takes a click, as banners do. */
export async function press(tab: Tab, selector: string): Promise<void> {
  await tab.waitFor(isPressable, selector)
  await tab.click(selector)
}

/** In the page: it has come to rest, and nothing is over it. */
export function isPressable(selector: string): boolean {
  const element = document.querySelector(selector)
  const { left = 0, top = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {}
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  return width > 0 && hit !== null && (element?.contains(hit) ?? false) && document.getAnimations().length === 0
}
