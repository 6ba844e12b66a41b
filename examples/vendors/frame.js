// What the frames in this folder share: a vendor's server accepts, unless the address is at refused.example.

/** Posts to the page around, as all of them do: to whatever origin it has. */
export const say = (message) => parent.postMessage(message, '*')

/** Calls back with the id that the vendor's server has given. */
export function onAccepted(tell) {
  const form = document.querySelector('form')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const isRefused = form.elements.email.value.endsWith('@refused.example')
    form.querySelector('output').textContent = isRefused ? 'Please use another address.' : 'Thank you.'
    if (!isRefused) tell(`id${Date.now()}`)
  })
}
