import type { Success } from '../../conversion/success'
import { diagnose } from '../../diagnose'
import type { Integration, Port } from '../port'
import { readFields } from './fields'
import { attributeOf, findMarked, nameForm } from './forms'
import { MARK, readMark, SUBMIT, toPath } from './mark'
import { clearPending, isSameForm, isWaiting, keepPending, type Pending, takePending } from './pending'
import { watchReached } from './reached'
import { onSubmission } from './submissions'

/**
 * Counts forms that the merchant has marked: `<form data-introw-conversion="/thanks">` where the visitor reaches that path of
 * this site within half an hour, `="submit"` where the browser has submitted it, unless the next page has the same form again,
 * since then the site has refused it. What a page prevents is its own business: it calls `track()`. The e-mail is that of the
 * field of type `email`, or of the one with `data-introw-email`; fields with `data-introw-property` are properties.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export const markedForms = (): Integration => (port) => {
  port.claim()
  diagnose('marks', {})
  port.onDenial(clearPending)
  /** When those of this very page were made: what becomes of them is for the next one to tell. */
  const own = new Set<number>()
  onSubmission((form) => {
    const pending = toPending(form, port)
    if (!pending) return undefined
    return () => {
      own.add(pending.madeAt)
      keepPending(pending)
      diagnose('submitted', { mark: pending.mark })
    }
  })
  watchReached({
    onAddress: () => take(port, ({ mark }) => mark === toPath(location.pathname)).forEach(port.report),
    onPage: () => decide(port, own),
    onReturn() {
      own.clear()
      decide(port, own)
    },
  })
}

const toPending = (form: HTMLFormElement, { getClickId }: Port): Pending | undefined => {
  const text = attributeOf(form, MARK)
  const mark = readMark(text, location.pathname)
  // Without a click nothing is written; before a yes there is none.
  if (text === null || mark === undefined || getClickId() === null) return undefined
  return { names: nameForm(form), mark, madeAt: Date.now(), ...readFields(form) }
}

/** Decides of each form that was submitted on the page before: the site has refused one that stands here again. */
const decide = (port: Port, own: ReadonlySet<number>): void => {
  const standing = take(port, ({ mark, madeAt }) => mark === SUBMIT && !own.has(madeAt))
  const names = standing.length > 0 ? findMarked().flatMap(nameForm) : []
  for (const success of standing) {
    if (isSameForm(success.names, names)) diagnose('refused', { success })
    else port.report(success)
  }
}

/** Takes out what is over, as a success. Behind a "no", or before a yes, all of it waits until it is too old. */
const take = ({ getClickId }: Port, isOver: (pending: Pending) => boolean): (Success & Pending)[] => {
  if (!isWaiting()) return []
  const canCount = getClickId() !== null
  return takePending((pending) => canCount && isOver(pending)).map((pending) => {
    const [markedForm] = pending.names
    const properties = { ...pending.properties, markedForm }
    return { ...pending, source: 'marked-forms', id: markedForm, properties }
  })
}
