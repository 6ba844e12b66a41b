import type { Element as Read, Page } from '../doctor/page'
import { findElements, readDocument } from '../platform/named'

const HTML = 'http://www.w3.org/1999/xhtml'

/** Of these the text is read; that of all others is the visitor's business. */
const READ = ['script', 'noscript']

/**
 * Reads the page as it is now, as the doctor reads its HTML.
 *
 * @param own - This script's element, which is none of the page's.
 */
export const readLivePage = (own: Element | undefined): Page => {
  const base = new URL(readDocument('baseURI'), location.href)
  const read = new Map<Element, Read>()
  for (const element of findElements('*')) if (element !== own) read.set(element, toRead(element, read))
  const elements = [...read.values()]
  return { url: new URL(location.href), base, elements, hidden: listHidden(elements), isTooDeep: false }
}

/** Reads what stands in a tree inside of the page: a frame's document. */
export const readTree = (tree: ParentNode): Read[] => {
  const read = new Map<Element, Read>()
  for (const element of tree.querySelectorAll('*')) read.set(element, toRead(element, read))
  return [...read.values()]
}

/** Fields of a form may be named as its members are, so these are the platform's. */
const toRead = (element: Element, before: ReadonlyMap<Element, Read>): Read => {
  const { call } = Function.prototype
  const parent = Reflect.get(Node.prototype, 'parentElement', element) as Element | null
  const names = call.call(Element.prototype.getAttributeNames, element) as string[]
  const name = element.namespaceURI === HTML ? element.localName : `foreign:${element.localName}`
  return {
    name,
    attributes: new Map(names.map((name) => [name, Element.prototype.getAttribute.call(element, name) ?? ''])),
    text: READ.includes(name) ? (element.textContent ?? '') : '',
    parent: parent ? before.get(parent) : undefined,
    order: before.size,
  }
}

/** Comments, templates and what `noscript` holds. */
const listHidden = (elements: readonly Read[]): string[] => {
  const hidden = elements.filter(({ name }) => name === 'noscript').map(({ text }) => text)
  for (const { content } of findElements<HTMLTemplateElement>('template'))
    for (const { attributes } of readTree(content)) hidden.push([...attributes.values()].join(' '))
  const comments = Document.prototype.createNodeIterator.call(document, document, NodeFilter.SHOW_COMMENT)
  for (let node = comments.nextNode(); node; node = comments.nextNode()) hidden.push(node.nodeValue ?? '')
  return hidden
}
