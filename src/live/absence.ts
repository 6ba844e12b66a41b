import { speak, say } from '../debug/voice'
import { find } from '../doctor/finding'
import { type Neighbours } from '../doctor/neighbours'
import type { Page } from '../doctor/page'
import { findRunning } from '../doctor/running'
import { findTrace, type Tag } from '../doctor/tag'
import { findFramed, type Presence } from './presence'

const INSTALL = 'Paste the two lines of the README into the <head> of every page.'

const BLOCKED =
  "Open that address in a tab of its own. If code comes up there, something of this page or browser keeps it away: an ad blocker (try another browser), the Content Security Policy (a red line of this console says so; the README has what to add), or an integrity that is not this file's. If none comes up, mend the address of the tag."

/** Says why affiliate.js is not running here, and what to do about it. */
export const tellAbsence = (
  { state }: Presence,
  { page, tags, neighbours }: { readonly page: Page; readonly tags: readonly Tag[]; readonly neighbours: Neighbours },
): void => {
  const framed = findFramed()
  const [tag] = tags
  if (framed !== undefined)
    say(
      'live-absent',
      `it runs in a frame of it (${framed}), which sees neither this page's address nor its forms`,
      `${INSTALL} Tag managers and shop systems have such frames: their custom pixels and sandboxes are not the place.`,
    )
  else if (state === 'foreign')
    say(
      'live-absent',
      'another script, or an older snippet, has made window.introw.affiliate',
      `Take that out. ${INSTALL}`,
    )
  else if (tag) tellTag(tag)
  else tellNoTag(state, page, neighbours)
}

const tellTag = ({ element, src }: Tag) => {
  const running = findRunning(element)
  if (running.state === 'wrapped')
    say(
      'live-absent',
      `its tag is wrapped for ${running.by}, and runs after a yes`,
      'Answer the banner, and paste the line again. Better, let the tag run at once, with data-consent: nothing is stored or sent before the yes (docs/consent.md).',
    )
  else if (running.state === 'delayed')
    say(
      'live-absent',
      `${running.by} holds its tag back until the visitor moves`,
      `Exclude affiliate.js and its stub there. To go on looking, scroll, and paste the line again.`,
    )
  else if (running.state === 'inert')
    say('live-absent', `no browser runs its tag (${running.why})`, 'Leave that attribute out.')
  else tellFile(src)
}

const tellFile = ({ href }: URL) => {
  const status = statusOf(href)
  if (document.readyState === 'loading')
    say('live-absent', `the page is still loading (${href})`, 'Paste the line again in a moment.')
  else if (status !== undefined && status >= 400)
    say('live-absent', `${href}, the address of its tag, answers ${status}`, 'Mend the address of the tag.')
  else say('live-absent', `its tag is here, and its script has not come, or not run: ${href}`, BLOCKED)
}

/** Undefined where the browser does not tell, or nothing was asked. */
const statusOf = (href: string): number | undefined =>
  (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => name === href).pop()
    ?.responseStatus || undefined

const tellNoTag = (state: Presence['state'], page: Page, { managers }: Neighbours) => {
  const trace = findTrace(page)
  if (trace === 'hidden') {
    const { code, text, remedy } = find('tag-hidden')
    speak(code, { level: 'warn', text, remedy })
  }
  if (managers.length > 0)
    say(
      'live-absent',
      `no tag of it is here, and ${managers.join(', or ')}, which may bring it, has brought none`,
      'Publish the container; look at the trigger of the tag (all pages, and no consent before it), and whether its preview says that it fired on this page. docs/platforms.md has what to paste there.',
    )
  else if (trace === 'injected')
    say('live-absent', 'a script of this page is to bring it, and has brought none', BLOCKED.replace('that', 'its'))
  else if (state === 'stub')
    say(
      'live-absent',
      'only its stub is here, the first line of the two, and no tag',
      'Paste the second line of the README, too; where a tag manager brings it, publish the container.',
    )
  else say('live-absent', 'there is no tag of it', INSTALL)
}
