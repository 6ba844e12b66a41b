import type { Tab } from './engine.ts'
import type { Page } from './example.ts'

/** The script is there, and the form, in the page or in its frame. */
export async function shown(tab: Tab): Promise<void> {
  await tab.waitFor(() => {
    const page = document.querySelector('iframe')?.contentDocument ?? document
    return (window as unknown as Page).introw?.affiliate?.version && page.querySelector('form.hs-form')
  })
}

/** Fills in the form of the page, or of its frame, and sends it. */
export function submitForm(tab: Tab, email: string, within = 'body'): Promise<void> {
  return tab.evaluate(
    (email, within) => {
      const page = document.querySelector('iframe')?.contentDocument ?? document
      const form = page.querySelector(within)?.querySelector('form')
      const [emailField, nameField] = form?.querySelectorAll('input') ?? []
      if (!form || !emailField || !nameField) throw new Error('The page has no form.')
      emailField.value = email
      nameField.value = 'Ada'
      form.requestSubmit()
    },
    email,
    within,
  )
}

/** HubSpot has accepted a submission of the page's own forms. */
export async function thanked(tab: Tab): Promise<void> {
  await tab.waitFor(() =>
    [...document.querySelectorAll('output')].some((output) => output.textContent?.includes('Thank you')),
  )
}

/** HubSpot has refused what was submitted. */
export async function refused(tab: Tab): Promise<void> {
  await tab.waitFor(() => {
    const page = document.querySelector('iframe')?.contentDocument ?? document
    return page.querySelector('output')?.textContent?.includes('another address')
  })
}
