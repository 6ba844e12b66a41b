import type { Tab } from './engine.ts'
import type { Page } from './example.ts'
import { poll } from './poll.ts'
import type { Visit } from './visit.ts'

/** Opens a page with a form, with the click, and waits for both. */
export async function openForm(visit: Visit, path: string): Promise<void> {
  await visit.open(path)
  await shown(visit.tab)
}

/** The script is there, and the form, in the page or in its frame. */
async function shown(tab: Tab): Promise<void> {
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

/** Goes to the next page, where what is held would be sent, and waits for a last conversion behind it. */
export async function moveOn(visit: Visit): Promise<void> {
  const { tab } = visit
  await tab.goto(visit.example.url('/thanks.html'))
  await tab.waitFor(() => (window as unknown as Page).introw?.affiliate?.version)
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ properties: { last: true } }))
  await poll('the last request', async () => visit.sent().includes('"last"'))
}
