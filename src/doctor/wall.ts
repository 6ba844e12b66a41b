import type { Answered } from './redirects'
import { headerOf } from './network'

/** Who keeps robots out, and how one sees it. */
const WALLS: readonly (readonly [name: string, isIt: (answer: Answered, text: string) => boolean])[] = [
  [
    'Cloudflare',
    ({ headers }, text) =>
      headerOf(headers, 'cf-mitigated') === 'challenge' || /<title>Just a moment\.\.\.</.test(text),
  ],
  ['Vercel', ({ headers }) => headerOf(headers, 'x-vercel-mitigated') === 'challenge'],
  ['AWS WAF', ({ headers }) => /^(challenge|captcha)$/.test(headerOf(headers, 'x-amzn-waf-action'))],
  ['DataDome', ({ headers, status }) => status === 403 && 'x-datadome' in headers],
  ['Imperva', (_, text) => /<(iframe|script)[^>]{0,200}_Incapsula_Resource/.test(text) && text.length < 3_000],
]

/** Statuses with which sites turn robots away. */
const REFUSALS = [401, 403, 407, 429, 503]

/** Asks whether an answer is a wall and no page. Gives its name; undefined where the answer is the page's. */
export const findWall = (answer: Answered, text: string): string | undefined => {
  const known = WALLS.find(([, isIt]) => isIt(answer, text))?.[0]
  if (known !== undefined) return known
  if (answer.status === 401) return 'a password'
  return REFUSALS.includes(answer.status) ? 'somebody who keeps robots out, it seems' : undefined
}
