import { type Fields, toFields } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { whenPresent } from '../../platform/present'
import { type Categories, combine, createPlatform, judge } from './platform'

interface Manager {
  readonly config: { readonly services: readonly unknown[] }
  readonly confirmed: boolean
  /** What is applied, of each service. `consents` also has what is ticked, and not saved. */
  readonly states: Fields
  watch(watcher: object): void
}

interface Klaro {
  addEventListener?(name: 'render', listener: (config: unknown) => void): void
  getManager(config: unknown): Manager
}

/**
 * Klaro. It asks for services, which have purposes: all services of a purpose have to be granted. Its manager is asked for when
 * it is rendered: made before, it would look for scripts to release in a page that is not there yet. A service that needs no
 * answer is one that Klaro runs without: `optOut` or `required`.
 *
 * @param categories - Purposes, or names of services. Default: `marketing`.
 * @see https://github.com/klaro-org/klaro-js/blob/master/src/consent-manager.js
 */
export const klaro = (categories: Categories = 'marketing') => {
  let manager: Manager | undefined
  let isAnswered = false
  const isOf = (category: string, { name, purposes }: Fields) =>
    name === category || (Array.isArray(purposes) && purposes.includes(category))
  return createPlatform(
    categories,
    (category) => {
      // A reset takes back what was confirmed.
      isAnswered ||= manager?.confirmed === true
      const services = manager?.config.services.map(toFields).filter((service) => isOf(category, service)) ?? []
      return combine(services.map(({ name }) => judge(manager?.states[String(name)], isAnswered, true)))
    },
    (look) => {
      // Not told of `saveConsents`, which is before they are applied.
      const watcher = { update: (_: unknown, what: unknown) => void (what === 'applyConsents' && look()) }
      whenPresent(() => {
        const script = readWindow('klaro') as Klaro | undefined
        if (!script?.addEventListener) return false
        script.addEventListener('render', (config) => {
          manager = script.getManager(config)
          manager.watch(watcher)
          look()
        })
        return true
      })
    },
  )
}
