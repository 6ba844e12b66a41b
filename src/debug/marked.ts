import type { Facts } from '../diagnose'
import { findMarked, nameForm } from '../integrations/marked/forms'
import { MARK, readMark } from '../integrations/marked/mark'
import { attributeOf } from '../platform/forms'
import { known } from './known'
import { say } from './voice'

/** Of forms that the merchant has marked. */
export const marked = {
  marks() {
    known.areMarksRead = true
  },
  submitted: ({ mark }: Facts['submitted']) => say('mark-waits', mark),
  prevented: () => say('mark-prevented'),
  elsewhere: () => say('mark-elsewhere'),
  refused: ({ success }: Facts['refused']) => say('mark-refused', String(success.id)),
}

/** Looks at the marks of the page's forms: once submitted, the page is gone, and what is said with it. */
export const lookAtMarks = (): void => {
  const forms = findMarked()
  if (forms.length > 0 && !known.areMarksRead) return say('marks-off')
  for (const form of forms) {
    const text = attributeOf(form, MARK)
    if (readMark(text, location.pathname) === undefined) say('mark-odd', text ?? '', nameForm(form)[0] ?? '')
  }
}
