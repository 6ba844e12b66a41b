import { attempt } from '../attempt'
import type { Source } from '../settings'
import type { Affiliate } from '../types'
import { known } from './known'
import { watchPolicy } from './policy'
import { report } from './report'
import { isGood, type Origin, origins, readRaw, resolve, resolveAll, SETTINGS } from './settings'
import { meantBy } from './typo'
import { say } from './voice'

/** Where the next source comes from; its maker tells of it first. */
let next: { readonly from: string; readonly isTold?: boolean } | undefined

/** Of the installs of a page and their settings. */
export const install = {
  tag(script: HTMLScriptElement | null) {
    next = { from: 'script tag' }
    if (!script?.getAttribute) return say('no-tag')
    const parameters = [...(attempt(() => new URL(script.src).searchParams.keys()) ?? [])]
    for (const name of script.getAttributeNames()) lookAtName(name, name.replace(/^data-/, ''), 'script tag')
    for (const name of parameters) lookAtName(name, name, "script's URL")
  },
  init(options: unknown, found: Affiliate | undefined) {
    next = { from: 'init()' }
    for (const name of Object.keys(Object(options))) lookAtOption(name)
    if (found) tellOtherBuild(found)
  },
  twice: (before: Affiliate) => tellOtherBuild(before),
  published(instance: Affiliate, before: object | undefined) {
    if (attempt(() => window.introw?.affiliate) !== instance) say('unpublished')
    if (before && !('queue' in before)) say('foreign-object')
  },
  created(affiliate: Affiliate, source: Source) {
    known.affiliate = affiliate
    Object.assign(affiliate, { debug: () => report() })
    watchPolicy()
    add(source)
    say('started', affiliate.version, listSettings())
  },
  joined(further: Source) {
    const before = [...origins]
    const isAgain = next?.from === 'init()' && before.some(({ from }) => from === 'init()')
    const added = add(further)
    if (isAgain) say('init-again')
    else say('installed-twice', `${before[0]?.from}, ${added.from}`)
    for (const name of Object.keys(SETTINGS)) tellLost(name, before, added)
  },
}

/** Once the page had time to give its key. */
export const tellKey = (): void => {
  const key = resolve('publishable-key')
  if (key.from === 'default') say('no-key-yet')
  if (/^sk_/.test(key.value)) say('secret-key', key.from)
}

const listSettings = () => {
  const given = Object.entries(resolveAll()).filter(([, { from }]) => from !== 'default')
  const list = given.map(([name, { value, from }]) => `${name}="${value}" (${from})`).join(', ')
  return list ? `${list}, the rest as by default` : 'all as by default'
}

const add = (source: Source): Origin => {
  const added = { from: next?.from ?? 'another install', source }
  next = undefined
  origins.push(added)
  for (const [name, { wanted, fallback }] of Object.entries(SETTINGS)) {
    const value = readRaw(source, name)
    if (value && !isGood(name, value)) say('bad-setting', name, value, added.from, wanted, `the default, ${fallback},`)
  }
  return added
}

const tellLost = (name: string, before: readonly Origin[], added: Origin) => {
  const kept = resolve(name, before)
  const lost = resolve(name, [added])
  if (lost.from !== 'default' && kept.from !== 'default' && lost.value !== kept.value)
    say('setting-lost', name, lost.value, kept.value)
}

const tellOtherBuild = (affiliate: Affiliate) => {
  if (!affiliate.debug) say('other-build', affiliate.version)
}

/** An attribute or a parameter: both hold much that is other scripts' business. */
const lookAtName = (given: string, name: string, from: string) => {
  const isRead = name in SETTINGS && (from === "script's URL" || given !== name)
  const meant = isRead ? undefined : meantBy(name)
  if (meant) say('unknown-setting', given, from, from === "script's URL" ? meant : `data-${meant}`)
}

/** An option: `init()` takes nothing but settings. */
const lookAtOption = (given: string) => {
  const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const names = Object.keys(SETTINGS).map(camel)
  const meant = meantBy(given)
  if (!names.includes(given))
    say('unknown-setting', given, 'init() call', meant ? camel(meant) : `one of ${names.join(', ')}`)
}
