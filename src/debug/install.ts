import { CONVERSIONS_PATH } from '../conversion/api'
import type { Facts } from '../diagnose'
import type { Source } from '../settings/resolve'
import { type SettingName, SETTINGS } from '../settings/table'
import type { Affiliate } from '../types'
import { tellEarly, watchErrors, watchInit } from './early'
import { withoutPath } from './host'
import { learnKey, tellKeyFault } from './key'
import { known } from './known'
import { lookAtOptions, lookAtTag } from './names'
import { watchPolicy } from './policy'
import { quietly } from './quietly'
import { report } from './report'
import { findMistake, listSettings, type Origin, origins, resolve, SETTING_NAMES } from './settings'
import { say } from './voice'

const FROM_TAG = ['script tag', "script's URL"]
const FROM_INIT = ['init()']

/** Where the next sources come from, and of what tag; their maker tells of it first. */
let next: readonly string[] = []
let tag: HTMLScriptElement | undefined

/** What a source says of a setting. */
interface Given {
  readonly name: SettingName
  readonly text: string
  readonly from: string
}

/** Of the installs of a page and their settings. */
export const install = {
  tag({ script }: Facts['tag']) {
    next = FROM_TAG
    tag = script
    if (script) lookAtTag(script)
    else say('no-tag')
  },
  init({ options, found }: Facts['init']) {
    next = FROM_INIT
    tag = undefined
    lookAtOptions(options)
    if (found) tellOtherBuild(found)
  },
  unstarted: () => watchInit(),
  twice: ({ before }: Facts['twice']) => tellOtherBuild(before),
  published({ instance, before }: Facts['published']) {
    if (quietly(() => window.introw?.affiliate) !== instance) say('unpublished')
    if (!before) tellEarly(tag)
    else if (!('queue' in before)) say('foreign-object')
  },
  created({ affiliate, sources }: Facts['created']) {
    known.affiliate = affiliate
    Object.assign(affiliate, { debug: () => report() })
    watchPolicy()
    watchErrors()
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

const add = (sources: readonly Source[]): readonly Origin[] => {
  const added = sources.map((source, index) => ({ from: next[index] ?? 'another install', source }))
  next = []
  origins.push(...added)
  const texts = added.flatMap(({ from, source }) =>
    SETTING_NAMES.map((name) => ({ name, text: source(name), from: from.replace(/\)$/, ') call') })).filter(isSaid),
  )
  if (texts.length === 0 && added[0]?.from === FROM_TAG[0]) known.bareUrl ??= tag?.src.split(/[?#]/)[0]
  for (const { name, text } of texts) if (name === 'publishable-key') learnKey(text)
  for (const given of texts) tellMistake(given)
  return added
}

const isSaid = (given: { readonly text: string | undefined }): given is Given => given.text !== undefined

const tellMistake = ({ name, text, from }: Given) => {
  if (name === 'publishable-key') return tellKeyFault(text, from)
  const mistake = findMistake(name, text)
  if (mistake) return say('bad-setting', name, text, from, mistake.wanted, mistake.used)
  const host = name === 'api-host' && text ? withoutPath(SETTINGS[name]([text])) : undefined
  if (host) say('host-path', text, from, SETTINGS['api-host']([text]) + CONVERSIONS_PATH, host)
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
