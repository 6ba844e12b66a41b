import type { Success } from '../../conversion/success'
import { diagnose } from '../../diagnose'
import { readPath } from '../../platform/fields'
import { attributeOf } from '../../platform/forms'
import type { Integration, Port } from '../port'
import { readFields } from './fields'
import { findMarked, isAnsweredHere, nameForm } from './forms'
import { MARK, readMark, SUBMIT, toPath } from './mark'
import { acceptPending, isSameForm, isWaiting, keepPending, type Pending, takePending } from './pending'
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
  /** When those of this very page were made: what becomes of them is for the next one to tell. */
  const own = new Set<number>()
  const isJudged = (pending: Pending) => pending.mark === SUBMIT && !own.has(pending.madeAt)
  onSubmission((form, submitter) => {
    const pending = toPending(form, submitter, port)
    if (!pending) return undefined
    return () => {
      // A listener of the page's may have said no meanwhile.
      if (port.getClickId() === null) return
      own.add(pending.madeAt)
      keepPending(pending)
      diagnose('submitted', { mark: pending.mark })
    }
  })
  const { noteAddress, isReached } = watchAddress()
  const accept = () => {
    refuse(isJudged)
    acceptPending((pending) => isJudged(pending) && isHere(pending))
  }
  watchReached({
    onAddress() {
      noteAddress()
      count(port, (pending) => !!pending.isAccepted || isReached(pending))
    },
    onPage: accept,
    onLeave: () => refuse(isJudged),
    onReturn() {
      own.clear()
      refuse(isJudged)
    },
  })
}

const toPending = (form: HTMLFormElement, submitter: HTMLElement | null, { getClickId }: Port): Pending | undefined => {
  const text = attributeOf(form, MARK)
  const mark = readMark(text, location.pathname)
  if (text === null || mark === undefined) return undefined
  const clickId = getClickId()
  // Without a click nothing is written; before a yes there is none.
  if (clickId === null) return undefined
  if (mark === SUBMIT && !isAnsweredHere(form, submitter)) return diagnose('elsewhere', {}) as undefined
  return { names: nameForm(form), mark, madeAt: Date.now(), clickId, isFramed: isFramed(), ...readFields(form) }
}

/** Tells whether a path was reached after a submission: a page that was there before it proves nothing. */
const watchAddress = () => {
  let path = ''
  let since = 0
  return {
    noteAddress() {
      const here = toPath(location.pathname)
      if (here !== path) [path, since] = [here, Date.now()]
    },
    isReached: ({ mark, madeAt }: Pending): boolean => mark === path && madeAt <= since,
  }
}

const isFramed = (): boolean => window !== window.top

const isHere = (pending: Pending): boolean => pending.isFramed === isFramed()

/** Drops those that stand on this page again, and all where it is an error: the site has refused them. */
const refuse = (isJudged: (pending: Pending) => boolean): void => {
  if (!isWaiting()) return
  const names = findMarked().flatMap(nameForm)
  const isError = Number(readPath(performance.getEntriesByType('navigation'), '0', 'responseStatus')) >= 400
  const isRefused = (pending: Pending) =>
    isJudged(pending) && isHere(pending) && (isError || isSameForm(pending.names, names))
  for (const pending of takePending(isRefused)) diagnose('refused', { success: toSuccess(pending) })
}

/** Reports what is over. Behind a "no", before a yes, or with another click it waits until it is too old. */
const count = ({ getClickId, report }: Port, isOver: (pending: Pending) => boolean): void => {
  if (!isWaiting()) return
  const click = getClickId()
  for (const pending of takePending((waiting) => waiting.clickId === click && isOver(waiting)))
    report(toSuccess(pending))
}

const toSuccess = ({ names: [markedForm], email, properties }: Pending): Success => ({
  source: 'marked-forms',
  id: markedForm,
  email,
  properties: { ...properties, markedForm },
})
