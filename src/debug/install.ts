import type { Facts } from '../diagnose'
import { toFields } from '../fields'
import type { Source } from '../settings/resolve'
import { type SettingName, toOptionName } from '../settings/table'
import type { Affiliate } from '../types'
import { known } from './known'
import { watchPolicy } from './policy'
import { quietly } from './quietly'
import { report } from './report'
import { findMistake, isSettingName, type Origin, origins, resolve, resolveAll, SETTING_NAMES } from './settings'
import { meantBy } from './typo'
import { say } from './voice'

const FROM_TAG = ['script tag', "script's URL"]
const FROM_INIT = ['init()']

/** Where the next sources come from; their maker tells of it first. */
let next: readonly string[] = []

/** Of the installs of a page and their settings. */
export const install = {
  tag({ script }: Facts['tag']) {
    next = FROM_TAG
    if (!script) return say('no-tag')
    const parameters = [...(quietly(() => new URL(script.src).searchParams.keys()) ?? [])]
    for (const name of script.getAttributeNames()) lookAtName(name, name.replace(/^data-/, ''), 'script tag')
    for (const name of parameters) lookAtName(name, name, "script's URL")
  },
  init({ options, found }: Facts['init']) {
    next = FROM_INIT
    for (const name of Object.keys(toFields(options))) lookAtOption(name)
    if (found) tellOtherBuild(found)
  },
  twice: ({ before }: Facts['twice']) => tellOtherBuild(before),
  published({ instance, before }: Facts['published']) {
    if (quietly(() => window.introw?.affiliate) !== instance) say('unpublished')
    if (before && !('queue' in before)) say('foreign-object')
  },
  created({ affiliate, sources }: Facts['created']) {
    known.affiliate = affiliate
    Object.assign(affiliate, { debug: () => report() })
    watchPolicy()
    add(sources)
    say('started', affiliate.version, listSettings())
  },
  joined({ sources }: Facts['joined']) {
    const before = [...origins]
    const isAgain = next === FROM_INIT && before.some(({ from }) => FROM_INIT.includes(from))
    const added = add(sources)
    if (isAgain) say('init-again')
    else say('installed-twice', `${before[0]?.from}, ${added[0]?.from}`)
    for (const name of SETTING_NAMES) tellLost(name, before, added)
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

const add = (sources: readonly Source[]): readonly Origin[] => {
  const added = sources.map((source, index) => ({ from: next[index] ?? 'another install', source }))
  next = []
  origins.push(...added)
  for (const { from, source } of added) for (const name of SETTING_NAMES) tellMistake(name, source(name), from)
  return added
}

const tellMistake = (name: SettingName, text: string | undefined, from: string) => {
  const mistake = text === undefined ? undefined : findMistake(name, text)
  if (mistake) say('bad-setting', name, text ?? '', from, mistake.wanted, mistake.used)
}

const tellLost = (name: SettingName, before: readonly Origin[], added: readonly Origin[]) => {
  const first = resolve(name, before)
  const second = resolve(name, added)
  if (first.from === 'default' || second.from === 'default' || first.value === second.value) return
  const { value } = resolve(name)
  if (value === first.value) say('setting-lost', name, second.value, value)
  else say('setting-stricter', name, first.value, value)
}

const tellOtherBuild = (affiliate: Affiliate) => {
  if (!affiliate.debug) say('other-build', affiliate.version)
}

/** An attribute or a parameter: both hold much that is other scripts' business. */
const lookAtName = (given: string, name: string, from: string) => {
  const isRead = isSettingName(name) && (from === "script's URL" || given !== name)
  const meant = isRead ? undefined : meantBy(name)
  if (meant) say('unknown-setting', given, from, from === "script's URL" ? meant : `data-${meant}`)
}

/** An option: `init()` takes nothing but settings. */
const lookAtOption = (given: string) => {
  const names = SETTING_NAMES.map(toOptionName)
  if (names.includes(given)) return
  const meant = meantBy(given)
  say('unknown-setting', given, 'init() call', meant ? toOptionName(meant) : `one of ${names.join(', ')}`)
}
