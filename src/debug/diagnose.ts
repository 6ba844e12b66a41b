import { attempt } from '../attempt'
import type { diagnose as quiet, Fact } from '../diagnose'
import { click } from './click'
import { conversion } from './conversion'
import { hubspot } from './hubspot'
import { install } from './install'

/** Each part knows what its facts come with. */
const LISTENERS: { readonly [fact in Fact]: (...values: never[]) => void } = {
  ...install,
  ...click,
  ...conversion,
  ...hubspot,
}

/** Takes the place of `../diagnose.ts` in the development build. What goes wrong here must not reach the page either. */
export const diagnose: typeof quiet = (fact, ...values) =>
  void attempt(() => (LISTENERS[fact] as (...values: unknown[]) => void)(...values))
