import { attempt } from '../../platform/attempt'

/**
 * Acts after all of the page's own listeners of an event, and before the browser does what it stands for. These may change a
 * link, or stop the event; analytics among them report the link's address, which has no click in it yet. Not where one of them
 * prevents it, or stops it with `stopImmediatePropagation`.
 *
 * @param event - As it comes in, to the first listener.
 */
export const whenLast = (event: Event, act: () => void): void => {
  const places = event.composedPath()
  const top = places[places.length - 1]
  const hear = (heard: Event) => {
    const isAtEnd = event.currentTarget === top && event.eventPhase === Event.BUBBLING_PHASE
    if (heard !== event || !(isAtEnd || event.cancelBubble)) return
    leave()
    if (!event.defaultPrevented) attempt(act)
  }
  // Behind the other listeners of each place: who stops the event is on one of them.
  const onEach = (method: 'addEventListener' | 'removeEventListener') => {
    for (const place of places) for (const isCapturing of [true, false]) place[method](event.type, hear, isCapturing)
  }
  const leave = () => onEach('removeEventListener')
  onEach('addEventListener')
  setTimeout(leave)
}
