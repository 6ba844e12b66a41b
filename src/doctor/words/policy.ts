import { doubt, loss } from './words'

/** Of Content Security Policies; what blocks the API, the development build says too. */
export const policy = {
  'policy-blocks-script': (url: string, directive: string, remedy: string) =>
    loss(`The page's Content Security Policy blocks ${url} (${directive}).`, remedy),
  'policy-blocks-stub': (directive: string, remedy: string) =>
    loss(`The page's Content Security Policy blocks the stub (${directive}): early calls fail.`, remedy),
  'policy-would-block': (what: string, directive: string) =>
    doubt(
      `A Content Security Policy that only reports would block ${what} (${directive}).`,
      'Mend it before it is enforced.',
    ),
}
