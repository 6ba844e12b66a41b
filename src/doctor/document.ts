import { defaultTreeAdapter, type DefaultTreeAdapterTypes, html, parse } from 'parse5'
import type { Element, Page } from './page'

/** Browsers stop at 512; a parser's time grows with the depth. */
const DEPTH_MAX = 1_000

class TooDeep extends Error {}

/** Reads a page as browsers do (https://html.spec.whatwg.org/#parsing). Any text is one. */
export const readPage = (text: string, url: URL): Page => {
  const document = parseWithin(text, DEPTH_MAX)
  const { elements, hidden } = document ? collect(document) : { elements: [], hidden: [] }
  return { url, base: findBase(elements, url), elements, hidden, isTooDeep: document === undefined }
}

const parseWithin = (text: string, depthMax: number) => {
  let depth = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      if (++depth > depthMax) throw new TooDeep()
    },
    onItemPop: () => {
      depth--
    },
  }
  try {
    return parse(text, { treeAdapter })
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
}

interface Visit {
  readonly node: DefaultTreeAdapterTypes.ChildNode
  readonly parent: Element | undefined
  readonly isHidden: boolean
}

/** Not by recursion: pages may be nested deeper than a stack. */
const collect = (document: DefaultTreeAdapterTypes.Document) => {
  const elements: Element[] = []
  const hidden: string[] = []
  const toVisits = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[], parent?: Element, isHidden = false) =>
    nodes.map((node): Visit => ({ node, parent, isHidden })).reverse()
  const waiting = toVisits(document.childNodes)
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { node, parent, isHidden } = visit
    if ('data' in node) hidden.push(node.data)
    if (!('attrs' in node)) continue
    const element = toElement(node, parent, elements.length)
    if (element.name === 'noscript') hidden.push(element.text)
    if (isHidden) hidden.push([...element.attributes.values()].join(' '))
    else elements.push(element)
    for (const child of toVisits(node.childNodes, element, isHidden)) waiting.push(child)
    if ('content' in node) for (const child of toVisits(node.content.childNodes, element, true)) waiting.push(child)
  }
  return { elements, hidden }
}

const toElement = (node: DefaultTreeAdapterTypes.Element, parent: Element | undefined, order: number): Element => ({
  // Of SVG and MathML another name: their scripts are no scripts of HTML.
  name: node.namespaceURI === html.NS.HTML ? node.tagName : `foreign:${node.tagName}`,
  attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
  text: node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
  parent,
  order,
})

const findBase = (elements: readonly Element[], url: URL) => {
  const href = elements
    .find(({ name, attributes }) => name === 'base' && attributes.has('href'))
    ?.attributes.get('href')
  return href !== undefined && URL.canParse(href, url) ? new URL(href, url) : url
}
