import type { Page } from './page'
import { find, type Finding } from './finding'
import type { Headers } from './network'
import { findRefusal, hashOf, type Policy, readPolicies, type Refusal, type Wish } from './policy'
import type { Stub } from './stub'
import type { Tag } from './tag'

/** Something that a page wants, and what to say if it is refused. */
interface Want {
  readonly wish: Wish
  /** Policies of a `meta` below it do not reach it. */
  readonly order: number
  readonly what: string
  say(refusal: Refusal): Finding
}

/** Finds what the policies of a page block: the script, the stub, the API. */
export const findBlocked = (
  page: Page,
  headers: Headers,
  { tag, stub, apiHost }: { readonly tag: Tag; readonly stub: Stub | undefined; readonly apiHost: string | undefined },
): readonly Finding[] => {
  const policies = readPolicies(headers, page)
  const wants = [wantScript(tag), ...(stub ? [wantStub(stub)] : []), ...(apiHost ? [wantApi(apiHost)] : [])]
  return wants.flatMap((want) => {
    const refusals = policies.flatMap((policy) => refuse(policy, want, page) ?? [])
    // Of several policies one is enough, and one that is enforced.
    return refusals.find(({ level }) => level === 'error') ?? refusals[0] ?? []
  })
}

/** Whether the page has its requests made secure. */
export const isUpgraded = (page: Page, headers: Headers): boolean =>
  readPolicies(headers, page).some(
    ({ directives, isEnforced }) => isEnforced && directives.has('upgrade-insecure-requests'),
  )

const refuse = (policy: Policy, { wish, order, what, say }: Want, page: Page): Finding | undefined => {
  if (policy.since > order) return undefined
  const refusal = findRefusal(policy, wish, page.url)
  if (!refusal) return undefined
  return policy.isEnforced ? say(refusal) : find('policy-would-block', what, show(refusal))
}

const wantScript = ({ element, src }: Tag): Want => {
  const { attributes } = element
  return {
    wish: {
      kind: 'script',
      url: src,
      nonce: attributes.get('nonce') ?? '',
      integrity: attributes.get('integrity') ?? '',
    },
    order: element.order,
    what: src.href,
    say: (refusal) => find('policy-blocks-script', src.href, show(refusal), allow(refusal, src.origin)),
  }
}

const wantStub = ({ element }: Stub): Want => ({
  wish: { kind: 'inline', text: element.text, nonce: element.attributes.get('nonce') ?? '' },
  order: element.order,
  what: 'the stub',
  say: (refusal) => find('policy-blocks-stub', show(refusal), allow(refusal, `'${hashOf(element.text)}'`)),
})

const wantApi = (apiHost: string): Want => {
  const url = new URL(apiHost)
  return {
    wish: { kind: 'connect', url },
    // What is sent is sent when all of the page is there.
    order: Infinity,
    what: apiHost,
    say: ({ directive, sources }) => find('policy-blocked', apiHost, directive, sources.join(' '), url.origin),
  }
}

/** A directive of its own takes the place of the default, and so has to allow what that did. */
const allow = ({ directive, sources }: Refusal, source: string) => {
  const others = sources.filter((one) => !/^'(none|nonce-.*)'$/i.test(one))
  const isByNonce = sources.some((one) => /^'(nonce-|strict-dynamic)/i.test(one))
  return (
    (directive === 'default-src'
      ? `Add a directive of its own for scripts: script-src ${[...others, source].join(' ')}.`
      : `Add ${source} to ${directive}.`) +
    (isByNonce ? " This policy goes by nonces: the page's nonce on the element does it." : '')
  )
}

const show = ({ directive, sources }: Refusal) => {
  const list = sources.join(' ').replace(/'nonce-[^']*'/g, "'nonce-…'")
  return `${directive} ${list.length > 200 ? `${list.slice(0, 200)}…` : list || "'none'"}`
}
