import { callsAtOnce } from '../debug/calls'
import type { Page } from './page'
import { find, type Finding } from './finding'
import type { Neighbours } from './neighbours'
import { findRunning } from './running'
import type { Stub } from './stub'
import { findTrace, type Tag } from './tag'

/** Why there is no tag. */
export const explainNoTag = (page: Page, { managers }: Neighbours): Finding => {
  const trace = findTrace(page)
  if (trace === 'injected') return find('tag-injected')
  if (trace === 'hidden') return find('tag-hidden')
  const carriers = [...managers, ...(hasBundle(page) ? ["a bundle of the page's own (npm)"] : [])]
  return carriers.length > 0 ? find('tag-unseen', carriers.join(', or ')) : find('tag-missing')
}

/** Finds what is wrong with how the tags and the stub stand in the page. */
export const findPlaceFaults = (page: Page, tags: readonly Tag[], stub: Stub | undefined): readonly Finding[] => {
  const running = tags.filter(({ element }) => findRunning(element).state !== 'inert')
  return [
    ...tags.flatMap(explainRunning),
    ...(running.length > 1 ? [find('installed-twice', running.map(({ src }) => src.href).join(', '))] : []),
    ...tags.slice(0, 1).flatMap((tag) => (stub ? findStubFaults(stub, tag) : findUnkept(page, tag))),
  ]
}

const explainRunning = ({ element }: Tag): readonly Finding[] => {
  const running = findRunning(element)
  if (running.state === 'runs') return []
  if (running.state === 'inert') return [find('tag-inert', running.why)]
  return [find(running.state === 'wrapped' ? 'tag-wrapped' : 'tag-delayed', running.by)]
}

const findStubFaults = ({ element, isIntact }: Stub, tag: Tag): readonly Finding[] => {
  if (!isIntact) return [find('stub-broken')]
  return element.order > tag.element.order ? [find('stub-late')] : []
}

/** Early calls that nobody keeps; where the tag holds up the page, what stands below it finds the script. */
const findUnkept = ({ elements }: Page, tag: Tag): readonly Finding[] => {
  const isLate = ['async', 'defer'].some((name) => tag.element.attributes.has(name)) || isModule(tag)
  const early = elements.find(
    (element) =>
      element.name === 'script' &&
      !element.attributes.has('src') &&
      /^$|javascript$/.test(element.attributes.get('type') ?? '') &&
      callsAtOnce(element.text) &&
      (isLate || element.order < tag.element.order),
  )
  if (early) return [find('early-call')]
  // What a module imports, its own code finds.
  return isLate && !tag.isImported ? [find('no-stub')] : []
}

const isModule = ({ element }: Tag) => element.attributes.get('type') === 'module'

/** Scripts that bundlers make, in which npm's edition may be. */
const hasBundle = ({ elements }: Page): boolean =>
  elements.some(({ name, attributes }) => {
    const src = attributes.get('src')
    if (name !== 'script' || !src) return false
    return attributes.get('type') === 'module' || /\/(_next|_nuxt|static\/js)\//.test(src)
  })
