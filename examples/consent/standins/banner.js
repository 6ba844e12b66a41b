// The visible part of every stand-in: a banner with buttons, and "Cookie settings" once it is closed.

/**
 * @param title - Whose banner it is.
 * @param choices - Button texts by element id, with what a click does. The banner closes after each.
 * @param onOpen - Called whenever the banner is shown.
 */
export function createBanner(title, choices, onOpen) {
  const banner = make('div', { id: 'banner', hidden: true })
  const settings = make('button', { id: 'cookie-settings', className: 'plain', textContent: 'Cookie settings' })
  const show = (open) => {
    banner.hidden = !open
    settings.hidden = open
    if (open) onOpen()
  }
  banner.append(make('p', { textContent: `${title}: may this shop remember who sent you?` }))
  for (const [id, { text, run }] of Object.entries(choices)) {
    const button = make('button', { id, textContent: text, className: id === 'accept' ? '' : 'plain' })
    button.addEventListener('click', () => {
      show(false)
      run()
    })
    banner.append(button)
  }
  settings.addEventListener('click', () => show(true))
  document.body.append(banner, settings)
  return { show }
}

export function readCookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null
}

export function writeCookie(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Lax; Max-Age=31536000`
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}
