import { attempt } from '../platform/attempt'
import { FORMS_NAME } from './name'

/** Where marked forms wait. */
export const FORM_AREAS = ['localStorage', 'sessionStorage'] as const

export type FormArea = (typeof FORM_AREAS)[number]

/** Reads what waits in an area; anything may stand there. */
export const readForms = (area: FormArea): unknown =>
  attempt<unknown>(() => JSON.parse(window[area].getItem(FORMS_NAME) ?? '[]'))

/** Writes what waits in an area; nothing of ours is left where nothing does. */
export const writeForms = (area: FormArea, list: readonly object[]): void => {
  attempt(() => {
    if (list.length > 0) window[area].setItem(FORMS_NAME, JSON.stringify(list))
    else window[area].removeItem(FORMS_NAME)
  })
}

/** Removes them, also where nothing here reads them. */
export const clearForms = (): void => FORM_AREAS.forEach((area) => attempt(() => window[area].removeItem(FORMS_NAME)))
